package dev.signalbox.core.observe;

import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.start.SourceAction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What CodePipeline itself says of an execution.
 *
 * @param status in CodePipeline's words
 * @param rollback whether it repeats an older execution
 * @param starter the trigger it was started for, if it was us who started it
 * @param revisions what each source action has read
 */
public record PastRun(
    String status,
    boolean rollback,
    Optional<TriggerId> starter,
    Map<SourceAction, String> revisions) {
  public PastRun {
    revisions = Collections.unmodifiableMap(new LinkedHashMap<>(revisions));
  }

  boolean succeeded() {
    return status.equals("Succeeded");
  }
}
