package dev.signalbox.aws.event;

import dev.signalbox.core.release.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;

/** Turns what EventBridge delivers into what the router takes. */
public final class EventReader {
  private static final String CODECOMMIT = "aws.codecommit";
  private static final String REPOSITORY_CHANGE = "CodeCommit Repository State Change";

  private final InstantSource clock;

  /** The clock stands in for an event that does not say when it happened. */
  public EventReader(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Reads one event.
   *
   * @throws IllegalArgumentException where these bytes are not a JSON object
   */
  public Event read(byte[] bytes) {
    Envelope envelope = Envelope.read(bytes);
    String delivery = envelope.top("id").orElse("unknown");
    String source = envelope.top("source").orElse("nobody");
    String kind = envelope.top("detail-type").orElse("nothing");
    if (!kind.equals(REPOSITORY_CHANGE)) {
      return new Event.Irrelevant(delivery, "'%s' from %s".formatted(kind, source));
    }
    Instant at = time(envelope);
    try {
      return source.equals(CODECOMMIT)
          ? new ReferenceChange(envelope, delivery, at).read()
          : new Event.Suspect(delivery, "it comes from %s, not from AWS".formatted(source), at);
    } catch (IllegalArgumentException e) {
      return new Event.Suspect(delivery, String.valueOf(e.getMessage()), at);
    }
  }

  private Instant time(Envelope envelope) {
    try {
      return envelope.top("time").map(Instant::parse).orElseGet(clock::instant);
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }
}
