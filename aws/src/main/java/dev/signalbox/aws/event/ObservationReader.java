package dev.signalbox.aws.event;

import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions.Execution;
import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Region;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what EventBridge delivers into what the observer takes. */
public final class ObservationReader {
  private static final String SOURCE = "aws.codepipeline";
  private static final String EXECUTION = "CodePipeline Pipeline Execution State Change";
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private ObservationReader() {}

  /**
   * Reads one event.
   *
   * @throws IllegalArgumentException where these bytes are not a JSON object
   */
  public static Observation read(byte[] bytes) {
    Envelope envelope = Envelope.read(bytes);
    String delivery = envelope.top("id").orElse("unknown");
    String source = envelope.top("source").orElse("nobody");
    String kind = envelope.top("detail-type").orElse("nothing");
    if (!kind.equals(EXECUTION)) {
      return new Observation.Irrelevant(delivery, "'%s' from %s".formatted(kind, source));
    }
    if (!source.equals(SOURCE)) {
      return new Observation.Suspect(delivery, "it comes from %s, not from AWS".formatted(source));
    }
    try {
      return read(envelope, delivery);
    } catch (IllegalArgumentException e) {
      return new Observation.Suspect(delivery, String.valueOf(e.getMessage()));
    }
  }

  private static Observation read(Envelope envelope, String delivery) {
    var pipeline =
        new PipelineId(
            new AccountId(envelope.needTop("account")),
            new Region(envelope.needTop("region")),
            envelope.needDetail("pipeline"));
    envelope.checkNames(pipeline.arn());
    String state = envelope.needDetail("state");
    return end(state)
        .<Observation>map(
            end -> new Observation.Ended(delivery, new Execution(pipeline, id(envelope)), end))
        .orElseGet(() ->
            new Observation.Irrelevant(delivery, "an execution's state '%s'".formatted(state)));
  }

  /** States of which nobody has heard yet are none that end anything. */
  private static Optional<End> end(String state) {
    return Arrays.stream(End.values()).filter(end -> end.name().equals(state)).findFirst();
  }

  private static ExecutionId id(Envelope envelope) {
    String id = envelope.needDetail("execution-id");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("it names no execution");
    }
    return new ExecutionId(id);
  }
}
