package dev.signalbox.aws.hook;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.hook.Received;
import dev.signalbox.core.hook.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for every request: who, for what, and what became of it; never what it said. */
public final class HookLog {
  private static final Logger LOG = LoggerFactory.getLogger(HookLog.class);

  private HookLog() {}

  public static void of(HookRequest request, Reply reply) {
    LOG.info(
        reply.isRefusal() ? "webhook.refused" : "webhook.taken",
        entry("hook", HookGate.hook(request)),
        entry("status", reply.status()),
        entry("reason", reply.text()),
        entry(
            "delivery",
            new Received("", request.headers(), request.body().orElse(new byte[0])).delivery()),
        entry("from", request.source()));
  }

  /** What stands behind a reply of 500 or 503; it is not for who sent the request. */
  public static void cause(String reason) {
    LOG.error("webhook.failed", entry("reason", reason));
  }
}
