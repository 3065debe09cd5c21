package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.pipeline.run.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request to do an action, or a further step of it.
 *
 * @param type category, owner, provider and version, with slashes between
 * @param nonce which worker has it: renewed whenever it is handed out
 * @param outputs where the results are to be put
 * @param begun when the action began
 */
public record Job(
    String id,
    Place place,
    String pipeline,
    String execution,
    String stage,
    String action,
    String actionRun,
    String type,
    State state,
    String nonce,
    Map<String, String> configuration,
    List<Artifact> inputs,
    List<Artifact> outputs,
    Optional<String> continuation,
    Instant begun) {

  /** As AWS's JobStatus has them. */
  public enum State {
    QUEUED("Queued"),
    DISPATCHED("Dispatched"),
    IN_PROGRESS("InProgress"),
    TIMED_OUT("TimedOut"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String api;

    State(String api) {
      this.api = api;
    }

    public String api() {
      return api;
    }

    public boolean open() {
      return this == QUEUED || this == DISPATCHED || this == IN_PROGRESS;
    }
  }

  public Job {
    configuration = Map.copyOf(configuration);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public Job with(State newState, String newNonce) {
    return new Job(
        id,
        place,
        pipeline,
        execution,
        stage,
        action,
        actionRun,
        type,
        newState,
        newNonce,
        configuration,
        inputs,
        outputs,
        continuation,
        begun);
  }

  public Job with(State newState) {
    return with(newState, nonce);
  }

  /** The next step of the same action. */
  public Job next(String newId, State newState, String token) {
    return new Job(
        newId,
        place,
        pipeline,
        execution,
        stage,
        action,
        actionRun,
        type,
        newState,
        nonce,
        configuration,
        inputs,
        outputs,
        Optional.of(token),
        begun);
  }
}
