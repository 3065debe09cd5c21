package dev.signalbox.local.codecommit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Moved;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Calls the functions of triggers, with the record CodeCommit sends. */
final class TriggerCalls {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private volatile Optional<Functions> functions = Optional.empty();

  TriggerCalls(Clock clock) {
    this.clock = clock;
  }

  /** From now on there is something to call. */
  void to(Functions them) {
    functions = Optional.of(them);
  }

  /**
   * @param event {@code ReferenceChanges} or {@code TriggerEventTest}
   * @throws AwsError when there is no such function
   */
  void call(
      Hosted repository,
      String configurationId,
      Trigger trigger,
      Caller caller,
      String event,
      List<Moved> moved) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    ObjectNode only = message.putArray("Records").addObject();
    only.put("awsRegion", repository.region());
    var references = only.putObject("codecommit").putArray("references");
    moved.forEach(one -> describe(references.addObject(), one));
    only.put("customData", trigger.customData())
        .put("eventId", UUID.randomUUID().toString())
        .put("eventName", event)
        .put("eventPartNumber", 1)
        .put("eventSource", "aws:codecommit")
        .put("eventSourceARN", repository.arn())
        .put("eventTime", TIME.format(clock.instant()))
        .put("eventTotalParts", 1)
        .put("eventTriggerConfigId", configurationId)
        .put("eventTriggerName", trigger.name())
        .put("eventVersion", "1.0")
        .put("userIdentityARN", caller.arn());
    functions
        .orElseThrow(() -> new IllegalStateException("There are no functions yet"))
        .invokeAsync(
            repository.place(),
            trigger.destinationArn(),
            message.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void describe(ObjectNode reference, Moved moved) {
    moved.to().or(moved::from).ifPresent(id -> reference.put("commit", id.name()));
    if (moved.from().isEmpty()) {
      reference.put("created", true);
    }
    if (moved.to().isEmpty()) {
      reference.put("deleted", true);
    }
    reference.put("ref", moved.reference());
  }
}
