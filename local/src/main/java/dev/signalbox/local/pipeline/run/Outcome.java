package dev.signalbox.local.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an action ended.
 *
 * @param status succeeded, failed or abandoned
 */
public record Outcome(
    Status status,
    External external,
    Optional<Failure> failure,
    List<Artifact> outputs,
    Map<String, String> variables,
    Optional<Revision> revision,
    Optional<String> updatedBy) {

  public static Outcome succeeded(External external) {
    return new Outcome(
        Status.SUCCEEDED,
        external,
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  public static Outcome failed(String code, String message) {
    return succeeded(External.NONE).failing(code, message);
  }

  public Outcome failing(String code, String message) {
    return new Outcome(
        Status.FAILED,
        external,
        Optional.of(new Failure(code, message)),
        List.of(),
        variables,
        revision,
        updatedBy);
  }

  public Outcome external(External newExternal) {
    return new Outcome(status, newExternal, failure, outputs, variables, revision, updatedBy);
  }

  public Outcome outputs(List<Artifact> newOutputs) {
    return new Outcome(status, external, failure, newOutputs, variables, revision, updatedBy);
  }

  public Outcome variables(Map<String, String> newVariables) {
    return new Outcome(status, external, failure, outputs, newVariables, revision, updatedBy);
  }

  public Outcome revision(Revision newRevision) {
    return new Outcome(
        status, external, failure, outputs, variables, Optional.of(newRevision), updatedBy);
  }

  public Outcome updatedBy(String principal) {
    return new Outcome(
        status, external, failure, outputs, variables, revision, Optional.of(principal));
  }
}
