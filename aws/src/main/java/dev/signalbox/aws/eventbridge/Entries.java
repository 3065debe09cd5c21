package dev.signalbox.aws.eventbridge;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.event.PushMessage;
import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** What is put onto buses. A request that succeeds may have failed all the same, entry by entry. */
final class Entries {
  /** What AWS says may work the next time. */
  private static final Set<String> PASSING = Set.of("InternalFailure", "InternalException");

  private static final String BUSY = "ThrottlingException";

  private static final String IF_DENIED =
      "Does the bus exist, does its policy let this account in, and does this function's role allow"
          + " it?";

  private Entries() {}

  static PutEventsRequestEntry.Builder of(PushMessage message) {
    return PutEventsRequestEntry.builder()
        .source(PushMessage.SOURCE)
        .detailType(PushMessage.DETAIL_TYPE)
        .resources(message.push().repository().arn())
        .detail(message.detail());
  }

  /**
   * Puts all of them.
   *
   * @param what it is for, to go on after "Cannot"
   */
  static void put(EventBridgeClient client, String what, List<PutEventsRequestEntry> entries) {
    PutEventsResponse response =
        Calls.call(what, IF_DENIED, () -> client.putEvents(request -> request.entries(entries)));
    response.entries().stream()
        .filter(result -> result.errorCode() != null)
        .findFirst()
        .ifPresent(result -> {
          throw failure(what, result);
        });
  }

  private static RuntimeException failure(String what, PutEventsResultEntry result) {
    if (result.errorCode().equals(BUSY)) {
      return new Busy("Cannot %s: %s: %s".formatted(what, BUSY, result.errorMessage()));
    }
    if (PASSING.contains(result.errorCode())) {
      return new Unavailable(
          "Cannot %s: %s: %s".formatted(what, result.errorCode(), result.errorMessage()));
    }
    return new Refused(
        result.errorCode().startsWith("AccessDenied")
            ? "Cannot %s: access denied. %s".formatted(what, IF_DENIED)
            : "Cannot %s: %s: %s".formatted(what, result.errorCode(), result.errorMessage()));
  }
}
