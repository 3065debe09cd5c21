package dev.signalbox.core.evidence;

import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.check.Observation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment's way through its gates up to a verdict.
 *
 * @param turns all that are remembered of the deployment, in their order; the last of the verdict's
 *     hook is the one that brought the verdict
 */
public record Course(Recorded recorded, List<PastTurn> turns) {
  public Course {
    turns =
        turns.stream()
            .sorted(
                Comparator.comparing(PastTurn::from)
                    .thenComparing(PastTurn::to)
                    .thenComparing(turn -> turn.hook().id().value()))
            .toList();
  }

  /** The turns of the hook that the verdict answers. */
  List<PastTurn> own() {
    return turns.stream().filter(turn -> turn.hook().equals(recorded.hook())).toList();
  }

  /** What the hooks before this one had come to, each by its last turn. */
  List<PastTurn> before() {
    Map<Hook, PastTurn> last = new LinkedHashMap<>();
    for (PastTurn turn : turns) {
      if (!turn.hook().equals(recorded.hook())) {
        last.put(turn.hook(), turn);
      }
    }
    return List.copyOf(last.values());
  }

  /** What each check's finding rests on, by the checks' names, as far as it is remembered. */
  public Map<String, Observation> observed() {
    Map<String, Observation> observed = new HashMap<>();
    List<PastTurn> own = own();
    for (PastTurn turn : own) {
      boolean isLast = turn.equals(own.getLast());
      turn.observed()
          .forEach((check, observation) -> {
            if (isLast || settled(turn, check)) {
              observed.put(check, observation);
            }
          });
    }
    return observed;
  }

  /** Whether a check has had its answer since that turn, by the same definition. */
  private boolean settled(PastTurn turn, String check) {
    Optional<Finding> then = finding(turn.verdict().findings(), check);
    return then.isPresent()
        && then.get().result() != Result.WAIT
        && recorded.definition().filter(turn.definition()::equals).isPresent()
        && then.equals(finding(recorded.verdict().findings(), check));
  }

  private static Optional<Finding> finding(List<Finding> findings, String check) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst();
  }
}
