package dev.signalbox.aws.hook;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.event.PushMessage;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Push;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Tells the router of this account, by the account's own default bus. */
public final class OwnBus implements Consumer<List<Push>> {
  private static final int MOST_AT_ONCE = 10;

  private final EventBridgeClient client;

  public OwnBus(EventBridgeClient client) {
    this.client = client;
  }

  @Override
  public void accept(List<Push> pushes) {
    for (int from = 0; from < pushes.size(); from += MOST_AT_ONCE) {
      put(pushes.subList(from, Math.min(pushes.size(), from + MOST_AT_ONCE)));
    }
  }

  private void put(List<Push> pushes) {
    List<PutEventsRequestEntry> entries = pushes.stream().map(OwnBus::entry).toList();
    PutEventsResponse response =
        Calls.call(
            "tell of pushes",
            "Is this function's role allowed to put events?",
            () -> client.putEvents(request -> request.entries(entries)));
    if (response.failedEntryCount() > 0) {
      throw new Unavailable(
          "Cannot tell of %d pushes out of %d"
              .formatted(response.failedEntryCount(), entries.size()));
    }
  }

  private static PutEventsRequestEntry entry(Push push) {
    return PutEventsRequestEntry.builder()
        .source(PushMessage.SOURCE)
        .detailType(PushMessage.DETAIL_TYPE)
        .resources(push.repository().arn())
        .detail(PushMessage.of(push).detail())
        .build();
  }
}
