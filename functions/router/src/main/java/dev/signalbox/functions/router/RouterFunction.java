package dev.signalbox.functions.router;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.core.start.Routed;
import dev.signalbox.core.start.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Takes an event from EventBridge and answers with the decision of every route. */
public final class RouterFunction implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RouterFunction.class);

  private final EventReader events;
  private final Router router;
  private final InstantSource clock;

  public RouterFunction() {
    this(RouterSettings.from(System.getenv()), InstantSource.system());
  }

  private RouterFunction(RouterSettings settings, InstantSource clock) {
    this(Wiring.router(settings, clock), clock);
    if (settings.restored()) {
      rehearse(settings, clock);
    }
  }

  private static void rehearse(RouterSettings settings, InstantSource clock) {
    try {
      Rehearsal.run(settings, clock);
    } catch (RuntimeException e) {
      // The first event takes longer; that is all.
      LOG.warn("rehearsal.failed", e);
    }
  }

  RouterFunction(Router router, InstantSource clock) {
    this.events = new EventReader(clock);
    this.router = router;
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
    Routed routed = router.accept(events.read(input.readAllBytes()), deadline);
    DecisionLog.of(routed.decisions());
    if (!routed.decisions().complete()) {
      throw Unfinished.of(routed);
    }
    output.write(DecisionsJson.of(routed.decisions()).getBytes(StandardCharsets.UTF_8));
  }
}
