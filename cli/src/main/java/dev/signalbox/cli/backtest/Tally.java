package dev.signalbox.cli.backtest;

import dev.signalbox.core.release.PipelineId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each pipeline would have started, under one definition and under another. */
public final class Tally {
  /** How many examples of a difference are kept. */
  static final int MOST_EXAMPLES = 5;

  /** One pipeline's starts, and commits for which the two definitions differ. */
  public static final class Count {
    private int starts;
    private int startsAgainst;
    private final List<String> appear = new ArrayList<>();
    private final List<String> disappear = new ArrayList<>();

    int starts() {
      return starts;
    }

    int startsAgainst() {
      return startsAgainst;
    }

    List<String> appear() {
      return appear;
    }

    List<String> disappear() {
      return disappear;
    }
  }

  private final Map<PipelineId, Count> counts = new LinkedHashMap<>();
  private int pushes;

  Tally(List<PipelineId> pipelines) {
    pipelines.forEach(pipeline -> counts.put(pipeline, new Count()));
  }

  void add(GitLog.Step step, Set<PipelineId> starts, Set<PipelineId> against) {
    pushes++;
    counts.forEach((pipeline, count) -> {
      boolean here = starts.contains(pipeline);
      boolean there = against.contains(pipeline);
      count.starts += here ? 1 : 0;
      count.startsAgainst += there ? 1 : 0;
      if (here != there) {
        List<String> examples = here ? count.appear : count.disappear;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(step.commit().value());
        }
      }
    });
  }

  int pushes() {
    return pushes;
  }

  Map<PipelineId, Count> counts() {
    return counts;
  }

  int starts() {
    return counts.values().stream().mapToInt(Count::starts).sum();
  }

  int startsAgainst() {
    return counts.values().stream().mapToInt(Count::startsAgainst).sum();
  }

  /** What starting every pipeline on every push would have come to. */
  long everything() {
    return (long) pushes * counts.size();
  }
}
