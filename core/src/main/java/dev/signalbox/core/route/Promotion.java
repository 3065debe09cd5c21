package dev.signalbox.core.route;

import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline that is started when another has succeeded.
 *
 * @param after the other one
 * @param branches whose commits go on
 * @param manual whether executions that people started, and rollbacks, count too
 */
public record Promotion(
    String name, Target after, NameFilter branches, boolean manual, Start start) {

  /** Why what ran for this ref does not go on, if so. */
  public Optional<String> refusal(Ref ref) {
    return ref.kind() == Ref.Kind.BRANCH
        ? new NameCheck(
                "branch",
                Grounds.Clause.BRANCHES,
                Grounds.Clause.BRANCHES_EXCLUDE,
                branches,
                ref.name())
            .refusal()
            .map(finding -> "%s: '%s'".formatted(finding.reason(), ref.name()))
        : Optional.of("it is for branches, this is " + ref);
  }

  /** Where what is promoted comes from, besides what the push itself says. */
  public Map<String, String> variablesFor(Push push, ExecutionId execution) {
    Map<String, String> lineage = new LinkedHashMap<>(Placeholders.values(push));
    lineage.put("from-pipeline", after.pipeline().toString());
    lineage.put("from-execution", execution.value());
    return start.variablesFor(lineage);
  }
}
