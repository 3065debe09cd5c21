package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** PutEvents and TestEventPattern. */
final class EventOperations {
  private static final int LARGEST_REQUEST = 1024 * 1024;
  private static final int SIZE_OF_A_TIME = 14;
  private static final List<String> MANDATORY =
      List.of("id", "account", "source", "time", "region", "detail-type");

  private final Buses buses;
  private final Inlet inlet;
  private final Clock clock;

  EventOperations(Buses buses, Inlet inlet, Clock clock) {
    this.buses = buses;
    this.inlet = inlet;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("PutEvents", PutEventsRequest::builder, this::putEvents)
        .on("TestEventPattern", TestEventPatternRequest::builder, this::testEventPattern);
  }

  private PutEventsResponse putEvents(Caller caller, PutEventsRequest request) {
    if (request.endpointId() != null) {
      throw AwsError.notImplemented("events", "PutEvents to a global endpoint");
    }
    if (request.entries().stream().mapToInt(EventOperations::size).sum() > LARGEST_REQUEST) {
      throw AwsError.validation("Total size of the entries in the request is over the limit.");
    }
    var results = request.entries().stream().map(entry -> put(caller, entry)).toList();
    return PutEventsResponse.builder()
        .entries(results)
        .failedEntryCount((int) results.stream().filter(it -> it.errorCode() != null).count())
        .build();
  }

  private static int size(PutEventsRequestEntry entry) {
    return (entry.time() == null ? 0 : SIZE_OF_A_TIME)
        + bytes(entry.source())
        + bytes(entry.detailType())
        + bytes(entry.detail())
        + entry.resources().stream().mapToInt(EventOperations::bytes).sum();
  }

  private static int bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private PutEventsResultEntry put(Caller caller, PutEventsRequestEntry entry) {
    try {
      requireMembers(entry);
      var reference = Buses.Reference.of(caller.place(), entry.eventBusName());
      requireAccess(caller, reference, entry);
      var arrival = arrival(caller, entry);
      inlet.take(reference.place(), reference.name(), arrival);
      return PutEventsResultEntry.builder().eventId(arrival.id()).build();
    } catch (AwsError e) {
      return PutEventsResultEntry.builder()
          .errorCode(e.code())
          .errorMessage(e.getMessage())
          .build();
    }
  }

  private static void requireMembers(PutEventsRequestEntry entry) {
    require("Source", entry.source());
    require("DetailType", entry.detailType());
    require("Detail", entry.detail());
    if (entry.source().startsWith("aws.")) {
      throw AwsError.of("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
  }

  private static void require(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw AwsError.of(
          "InvalidArgument",
          "Parameter %s is not valid. Reason: %s is a required argument.".formatted(name, name));
    }
  }

  // A bus of one's own that does not exist swallows the event; somebody else's has to allow it.
  private void requireAccess(
      Caller caller, Buses.Reference reference, PutEventsRequestEntry entry) {
    if (!reference.place().region().equals(caller.region())) {
      throw AwsError.of(
          "InvalidArgument",
          "Parameter EventBusName is not valid. Reason: it is in another Region.");
    }
    boolean allowed =
        reference.place().account().equals(caller.account())
            || buses
                .find(reference.place(), reference.name())
                .filter(bus -> Buses.allows(bus, caller, "events:PutEvents", context(entry)))
                .isPresent();
    if (!allowed) {
      throw AwsError.of(
          "AccessDeniedException",
          "User: %s is not authorized to perform: events:PutEvents on resource: %s"
              .formatted(caller.arn(), Bus.arn(reference.place(), reference.name())));
    }
  }

  private static Map<String, String> context(PutEventsRequestEntry entry) {
    return Map.of(
        "events:source", entry.source(),
        "events:detail-type", entry.detailType(),
        "events:eventBusInvocation", "false");
  }

  private Arrival arrival(Caller caller, PutEventsRequestEntry entry) {
    long now = clock.millis();
    return new Arrival(
        UUID.randomUUID().toString(),
        caller.place(),
        entry.source(),
        entry.detailType(),
        Optional.ofNullable(entry.time()).map(Instant::toEpochMilli).orElse(now),
        entry.resources(),
        ExactJson.object(entry.detail())
            .map(ObjectNode::toString)
            .orElseThrow(() -> AwsError.of("MalformedDetail", "Detail is malformed.")),
        now,
        false);
  }

  private TestEventPatternResponse testEventPattern(
      Caller caller, TestEventPatternRequest request) {
    var pattern = EventPattern.parse(request.eventPattern());
    var event =
        ExactJson.object(request.event())
            .orElseThrow(() -> AwsError.validation("Parameter Event is not valid."));
    for (var field : MANDATORY) {
      if (!event.has(field)) {
        throw AwsError.validation(
            "Parameter Event is not valid. Reason: Provided Event is missing required field "
                + field
                + ".");
      }
    }
    return TestEventPatternResponse.builder().result(pattern.matches(request.event())).build();
  }
}
