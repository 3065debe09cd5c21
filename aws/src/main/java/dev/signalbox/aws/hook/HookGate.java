package dev.signalbox.aws.hook;

import dev.signalbox.core.hook.Received;
import dev.signalbox.core.hook.Receiver;
import dev.signalbox.core.hook.Reply;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of a request before anybody looks at what it says. */
public final class HookGate {
  private static final Pattern PATH = Pattern.compile("/hooks/([A-Za-z0-9][A-Za-z0-9._-]{0,63})");

  private final Receiver receiver;

  public HookGate(Receiver receiver) {
    this.receiver = receiver;
  }

  /** The webhook that a request is for; empty where it is for none. */
  public static String hook(HookRequest request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches() ? path.group(1) : "";
  }

  /**
   * The reply to a request.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public Reply accept(HookRequest request, Instant deadline) {
    if (request.body().isEmpty()) {
      return new Reply(
          413, "That is more than the %d bytes taken".formatted(HookRequest.MOST_BYTES));
    }
    if (hook(request).isEmpty()) {
      return new Reply(404, "There is nothing here: webhooks are at /hooks/NAME");
    }
    if (!request.method().equals("POST")) {
      return new Reply(405, "Webhooks are posted");
    }
    return receiver.accept(
        new Received(hook(request), request.headers(), request.body().get()), deadline);
  }
}
