package dev.signalbox.aws.event;

import dev.signalbox.core.release.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Turns what EventBridge delivers into what the router takes. */
public final class EventReader {
  private interface Reader {
    Event read(Envelope envelope, String delivery, Instant at);
  }

  private enum Kind {
    REFERENCE(
        "aws.codecommit",
        "CodeCommit Repository State Change",
        (envelope, delivery, at) -> new ReferenceChange(envelope, delivery, at).read()),
    PULL_REQUEST(
        "aws.codecommit",
        "CodeCommit Pull Request State Change",
        (envelope, delivery, at) -> new PullRequestChange(envelope, delivery, at).read()),
    IMAGE("aws.ecr", "ECR Image Action", ArtifactChange::image),
    OBJECT("aws.s3", "Object Created", ArtifactChange::object);

    private final String source;
    private final String detailType;
    private final Reader reader;

    Kind(String source, String detailType, Reader reader) {
      this.source = source;
      this.detailType = detailType;
      this.reader = reader;
    }
  }

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
    Optional<Kind> known =
        Arrays.stream(Kind.values()).filter(k -> k.detailType.equals(kind)).findFirst();
    if (known.isEmpty()) {
      return new Event.Irrelevant(delivery, "'%s' from %s".formatted(kind, source));
    }
    Instant at = time(envelope);
    if (!known.get().source.equals(source)) {
      return new Event.Suspect(delivery, "it comes from %s, not from AWS".formatted(source), at);
    }
    try {
      return known.get().reader.read(envelope, delivery, at);
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
