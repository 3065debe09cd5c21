package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Progress that is known as long as its process lives. */
public final class ProgressInMemory implements Progress {
  private final Map<Line, Standing> standings = new HashMap<>();

  @Override
  public synchronized Map<PipelineId, Standing> of(Repository repository, Ref ref) {
    Map<PipelineId, Standing> found = new HashMap<>();
    standings.forEach((line, standing) -> {
      if (line.repository().equals(repository) && line.ref().equals(ref)) {
        found.put(line.pipeline(), standing);
      }
    });
    return found;
  }

  @Override
  public synchronized boolean started(Line line, TriggerId trigger, Baseline baseline) {
    Standing before = standings.getOrDefault(line, Standing.NONE);
    Standing after = before.started(trigger, baseline);
    standings.put(line, after);
    return !after.equals(before);
  }

  @Override
  public void abandoned(Line line, TriggerId trigger) {
    change(line, standing -> standing.abandoned(trigger));
  }

  @Override
  public void ended(Line line, TriggerId trigger, boolean succeeded) {
    change(line, standing -> succeeded ? standing.succeeded(trigger) : standing.failed(trigger));
  }

  @Override
  public void forgotten(Line line, TriggerId trigger, CommitId commit) {
    change(line, standing -> standing.forgotten(trigger, commit));
  }

  private synchronized void change(Line line, UnaryOperator<Standing> change) {
    standings.put(line, change.apply(standings.getOrDefault(line, Standing.NONE)));
  }
}
