package dev.signalbox.functions.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.signalbox.aws.hook.HookGate;
import dev.signalbox.aws.hook.HookLog;
import dev.signalbox.aws.hook.HookReply;
import dev.signalbox.aws.hook.HookRequest;
import dev.signalbox.core.hook.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Takes what a webhook delivers to its function URL, and hands pushes over to the router. */
public final class WebhookFunction implements RequestStreamHandler {
  private final HookGate gate;
  private final InstantSource clock;

  public WebhookFunction() {
    this(
        Wiring.gate(WebhookSettings.from(System.getenv()), InstantSource.system()),
        InstantSource.system());
  }

  WebhookFunction(HookGate gate, InstantSource clock) {
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    PowertoolsLogging.initializeLogging(context);
    Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    HookRequest request = HookRequest.read(input.readAllBytes());
    Reply reply = gate.accept(request, deadline);
    HookLog.of(request, reply);
    output.write(HookReply.of(reply));
  }
}
