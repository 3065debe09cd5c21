package dev.signalbox.aws.eventbridge;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.event.PushMessage;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.start.Buses;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * EventBridge's buses in every account and Region; a client is made when a bus is first told.
 *
 * <p>A request that succeeds may have failed all the same, entry by entry.
 */
public final class EventBuses implements Buses {
  /** What AWS says may work the next time. */
  private static final Set<String> PASSING =
      Set.of("InternalFailure", "InternalException", "ThrottlingException");

  private static final String IF_DENIED =
      "Does the bus exist, does its policy let this account in, and does this function's role allow"
          + " it?";

  private final Connection connection;
  private final Map<Region, EventBridgeClient> clients = new ConcurrentHashMap<>();

  public EventBuses(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void forward(Push push, Optional<Relay> relay, BusId bus) {
    var entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus.arn())
            .source(PushMessage.SOURCE)
            .detailType(PushMessage.DETAIL_TYPE)
            .resources(push.repository().arn())
            .detail(PushMessage.forwarding(push, relay).detail())
            .build();
    String what = "forward to bus " + bus;
    PutEventsResponse response =
        Calls.call(what, IF_DENIED, () -> client(bus).putEvents(request -> request.entries(entry)));
    response.entries().stream()
        .filter(result -> result.errorCode() != null)
        .findFirst()
        .ifPresent(result -> {
          throw failure(what, result);
        });
  }

  private static RuntimeException failure(String what, PutEventsResultEntry result) {
    if (PASSING.contains(result.errorCode())) {
      return new Unavailable(
          "Cannot %s: %s: %s".formatted(what, result.errorCode(), result.errorMessage()));
    }
    return new Refused(
        result.errorCode().startsWith("AccessDenied")
            ? "Cannot %s: access denied. %s".formatted(what, IF_DENIED)
            : "Cannot %s: %s: %s".formatted(what, result.errorCode(), result.errorMessage()));
  }

  /** A bus is only told by way of its own Region. */
  private EventBridgeClient client(BusId bus) {
    return clients.computeIfAbsent(
        bus.region(),
        region ->
            connection.client(
                EventBridgeClient.builder(),
                software.amazon.awssdk.regions.Region.of(region.value())));
  }
}
