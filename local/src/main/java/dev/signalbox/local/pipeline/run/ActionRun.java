package dev.signalbox.local.pipeline.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt at one action.
 *
 * @param configuration with the values of its variables
 * @param token of an approval nobody has given yet, or had when somebody did
 */
public record ActionRun(
    String id,
    String action,
    Status status,
    Instant started,
    Instant updated,
    Optional<String> updatedBy,
    Map<String, String> configuration,
    List<Artifact> inputs,
    List<Artifact> outputs,
    External external,
    Optional<Failure> failure,
    Map<String, String> variables,
    Optional<Revision> revision,
    Optional<String> token) {

  public ActionRun {
    configuration = Map.copyOf(configuration);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    variables = Map.copyOf(variables);
  }

  public static ActionRun started(
      String id,
      String action,
      Instant now,
      Map<String, String> configuration,
      List<Artifact> inputs,
      Optional<String> token) {
    return new ActionRun(
        id,
        action,
        Status.IN_PROGRESS,
        now,
        now,
        Optional.empty(),
        configuration,
        inputs,
        List.of(),
        token.map(External::id).orElse(External.NONE),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        token);
  }

  public ActionRun ended(Outcome outcome, Instant now) {
    return new ActionRun(
        id,
        action,
        outcome.status(),
        started,
        now,
        outcome.updatedBy(),
        configuration,
        inputs,
        outcome.outputs(),
        merged(outcome.external()),
        outcome.failure(),
        outcome.variables(),
        outcome.revision(),
        token);
  }

  public ActionRun progressed(External newExternal, Instant now) {
    return new ActionRun(
        id,
        action,
        status,
        started,
        now,
        updatedBy,
        configuration,
        inputs,
        outputs,
        merged(newExternal),
        failure,
        variables,
        revision,
        token);
  }

  public boolean is(Status other) {
    return status == other;
  }

  private External merged(External newer) {
    return new External(
        newer.id().or(external::id),
        newer.summary().or(external::summary),
        newer.url().or(external::url),
        newer.percent().or(external::percent));
  }
}
