package dev.signalbox.aws.eventbridge;

import dev.signalbox.aws.event.PushMessage;
import dev.signalbox.core.release.Push;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Tells the router of this account of pushes, by the account's default bus. */
public final class OwnBus implements Consumer<List<Push>> {
  private static final int MOST_AT_ONCE = 10;

  private final EventBridgeClient client;

  public OwnBus(EventBridgeClient client) {
    this.client = client;
  }

  @Override
  public void accept(List<Push> pushes) {
    for (int from = 0; from < pushes.size(); from += MOST_AT_ONCE) {
      Entries.put(
          client,
          "tell the router of pushes",
          pushes.subList(from, Math.min(pushes.size(), from + MOST_AT_ONCE)).stream()
              .map(push -> Entries.of(PushMessage.of(push)).build())
              .toList());
    }
  }
}
