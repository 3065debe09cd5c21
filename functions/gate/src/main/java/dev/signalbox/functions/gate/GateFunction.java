package dev.signalbox.functions.gate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.signalbox.aws.gate.GateEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Takes the hooks of deployments and answers them. */
public final class GateFunction implements RequestStreamHandler {
  private final Front front;

  public GateFunction() {
    this(Wiring.front(GateSettings.from(System.getenv()), InstantSource.system()));
  }

  GateFunction(Front front) {
    this.front = front;
  }

  /**
   * @throws RuntimeException where CodeDeploy could not be told, so that Lambda tells the reporter
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    PowertoolsLogging.initializeLogging(context);
    String answer =
        front.answer(
            GateEvent.read(input.readAllBytes()),
            context.getRemainingTimeInMillis(),
            context.getInvokedFunctionArn());
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
