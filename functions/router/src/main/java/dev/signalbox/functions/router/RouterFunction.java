package dev.signalbox.functions.router;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.aws.decision.SurveyLog;
import dev.signalbox.aws.decision.SweepReport;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.core.ephemeral.Fate;
import dev.signalbox.core.start.Desk;
import dev.signalbox.core.start.Routed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Takes an event from EventBridge and answers with the decision of every route. */
public final class RouterFunction implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RouterFunction.class);

  /** The answer to a push that others of its repository are before. */
  private static final String WAITS = "{\"waits\":true}";

  private final EventReader events;
  private final Desk desk;
  private final InstantSource clock;

  public RouterFunction() {
    this(RouterSettings.from(System.getenv()), InstantSource.system());
  }

  private RouterFunction(RouterSettings settings, InstantSource clock) {
    this(Wiring.desk(settings, clock), clock);
    if (settings.function().restored()) {
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

  RouterFunction(Desk desk, InstantSource clock) {
    this.events = new EventReader(clock);
    this.desk = desk;
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
    Desk.Handled handled = desk.accept(events.read(input.readAllBytes()), deadline);
    handled.routed().forEach(routed -> DecisionLog.of(routed.decisions()));
    output.write(answer(handled).getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(Desk.Handled handled) {
    return switch (handled) {
      case Desk.Handled.Answered answered -> answer(answered);
      // What is left undone is found again the next time.
      case Desk.Handled.Reconciled reconciled -> {
        SurveyLog.of(reconciled.survey());
        yield all(reconciled.found());
      }
      case Desk.Handled.Swept(var pipelines) -> {
        SweepReport.log(pipelines);
        if (pipelines.stream().anyMatch(one -> one.fate().kind() == Fate.Kind.FAILED)) {
          throw Unfinished.of(pipelines);
        }
        yield SweepReport.json(pipelines);
      }
      case Desk.Handled.Drained drained -> all(drained.waiting());
    };
  }

  private static String answer(Desk.Handled.Answered answered) {
    Optional<Routed> answer = answered.answer();
    if (answer.isEmpty()) {
      LOG.info("push.waits");
      return WAITS;
    }
    if (!answer.get().decisions().complete()) {
      throw Unfinished.of(answer.get());
    }
    return DecisionsJson.of(answer.get().decisions());
  }

  private static String all(List<Routed> routed) {
    return DecisionsJson.of(routed.stream().map(Routed::decisions).toList());
  }
}
