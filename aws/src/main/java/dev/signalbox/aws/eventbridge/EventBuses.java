package dev.signalbox.aws.eventbridge;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.event.PushMessage;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.start.Buses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** EventBridge's buses in every account and Region; a client is made when a bus is first told. */
public final class EventBuses implements Buses {
  private final Connection connection;
  private final Map<Region, EventBridgeClient> clients = new ConcurrentHashMap<>();

  public EventBuses(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void forward(Push push, Optional<Relay> relay, BusId bus) {
    Entries.put(
        client(bus),
        "forward to bus " + bus,
        List.of(Entries.of(PushMessage.forwarding(push, relay)).eventBusName(bus.arn()).build()));
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
