package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events handed over without waiting for the answer: kept until they are done with, tried again
 * after one and after two minutes, and in the end reported to the function's destinations (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">how
 * Lambda handles errors and retries</a>).
 */
final class AsyncInvocations {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncInvocations.class);
  private static final Duration WHILE_THROTTLED = Duration.ofSeconds(1);

  /** Runs an event; throws {@link AwsError} when it was not even tried. */
  @FunctionalInterface
  interface Runner {
    Outcome run(Resolved function, byte[] event);
  }

  private final Table<AsyncInvocation> waiting;
  private final Clock clock;
  private final Destinations destinations;
  private final Runner runner;
  private final Catalogue catalogue;
  private volatile boolean closed;

  AsyncInvocations(
      Store store, Clock clock, Destinations destinations, Runner runner, Catalogue catalogue) {
    this.waiting = store.table("lambda.invocations", AsyncInvocation.class);
    this.clock = clock;
    this.destinations = destinations;
    this.runner = runner;
    this.catalogue = catalogue;
  }

  /** Takes up what a stop left behind. */
  void resume() {
    waiting.all().forEach(invocation -> Thread.ofVirtual().start(() -> attempt(invocation)));
  }

  void accept(Resolved function, byte[] event) {
    AsyncInvocation invocation =
        new AsyncInvocation(
            UUID.randomUUID().toString(),
            function.function().account(),
            function.function().region(),
            function.function().name(),
            function.qualifier(),
            event,
            0,
            clock.instant().toEpochMilli());
    waiting.put(invocation.id(), invocation);
    Thread.ofVirtual().name("invocation " + invocation.id()).start(() -> attempt(invocation));
  }

  /** What is under way from now on is told nowhere, and taken up at the next start. */
  void close() {
    closed = true;
  }

  private void attempt(AsyncInvocation invocation) {
    if (closed) {
      return;
    }
    Resolved function;
    try {
      function =
          catalogue.resolve(
              new Place(invocation.account(), invocation.region()),
              invocation.function(),
              invocation.qualifier());
    } catch (AwsError e) {
      waiting.remove(invocation.id());
      return;
    }
    try {
      Outcome outcome = runner.run(function, invocation.event());
      if (closed) {
        return;
      }
      switch (outcome) {
        case Outcome.Answered _ -> done(function, invocation.tried(), "Success", outcome);
        case Outcome.Failed _ -> failed(function, invocation.tried(), outcome);
      }
    } catch (AwsError throttled) {
      if (closed) {
        return;
      }
      if (tooOld(function, invocation)) {
        Outcome outcome = Outcome.Failed.because("Throttled", "Rate Exceeded.");
        done(function, invocation, "EventAgeExceeded", outcome);
      } else {
        clock.after(WHILE_THROTTLED, () -> attempt(invocation));
      }
    } catch (RuntimeException e) {
      LOG.error("Function {} could not be run", function.invokedArn(), e);
      Outcome outcome = Outcome.Failed.because("Runtime.Unknown", String.valueOf(e.getMessage()));
      done(function, invocation.tried(), "RetriesExhausted", outcome);
    }
  }

  private void failed(Resolved function, AsyncInvocation invocation, Outcome outcome) {
    if (invocation.attempts() > settings(function).retries()) {
      done(function, invocation, "RetriesExhausted", outcome);
    } else if (tooOld(function, invocation)) {
      done(function, invocation, "EventAgeExceeded", outcome);
    } else {
      waiting.put(invocation.id(), invocation);
      clock.after(Duration.ofMinutes(invocation.attempts()), () -> attempt(invocation));
    }
  }

  private boolean tooOld(Resolved function, AsyncInvocation invocation) {
    Instant accepted = Instant.ofEpochMilli(invocation.acceptedMillis());
    return accepted.plusSeconds(settings(function).maximumAgeSeconds()).isBefore(clock.instant());
  }

  private AsyncSettings settings(Resolved function) {
    FunctionRecord record = function.function();
    return catalogue
        .settings(
            new Catalogue.Name(record.place(), record.name(), Optional.empty()),
            function.qualifier())
        .orElse(AsyncSettings.USUAL);
  }

  /** Told before it is forgotten: a stop between the two tells it twice. */
  private void done(
      Resolved function, AsyncInvocation invocation, String condition, Outcome outcome) {
    AsyncSettings settings = settings(function);
    boolean success = condition.equals("Success");
    var ended = new Destinations.Ended(invocation, function, condition, outcome, clock.instant());
    String destination = success ? settings.onSuccess() : settings.onFailure();
    if (!destination.isEmpty()) {
      destinations.tell(destination, ended);
    }
    String deadLetters = function.function().configuration().deadLetters();
    if (!success && !deadLetters.isEmpty()) {
      destinations.deadLetter(deadLetters, ended);
    }
    waiting.remove(invocation.id());
  }
}
