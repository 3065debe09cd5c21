package dev.signalbox.functions.observer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.signalbox.aws.event.ObservationReader;
import dev.signalbox.aws.observe.ObservedJson;
import dev.signalbox.aws.observe.ObservedLog;
import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.aws.settings.Settings;
import dev.signalbox.core.observe.Observed;
import dev.signalbox.core.observe.Observer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Takes an event about a pipeline from EventBridge and answers what became of it. */
public final class ObserverFunction implements RequestStreamHandler {
  private final Observer observer;
  private final InstantSource clock;

  public ObserverFunction() {
    this(
        Wiring.observer(
            Settings.read(System.getenv(), FunctionSettings::of), InstantSource.system()),
        InstantSource.system());
  }

  ObserverFunction(Observer observer, InstantSource clock) {
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * @throws Unfinished so that Lambda delivers the event again and, where that does not help, keeps
   *     it in the dead-letter queue: what has been started is not started again
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    PowertoolsLogging.initializeLogging(context);
    Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    Observed observed = observer.accept(ObservationReader.read(input.readAllBytes()), deadline);
    ObservedLog.of(observed);
    if (!observed.complete()) {
      throw Unfinished.of(observed);
    }
    output.write(ObservedJson.of(observed).getBytes(StandardCharsets.UTF_8));
  }
}
