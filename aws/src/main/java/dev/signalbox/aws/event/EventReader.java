package dev.signalbox.aws.event;

import dev.signalbox.core.release.Duty;
import dev.signalbox.core.release.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Turns what EventBridge delivers into what the router takes. */
public final class EventReader {
  private enum Kind {
    REFERENCE("aws.codecommit", "CodeCommit Repository State Change"),
    PULL_REQUEST("aws.codecommit", "CodeCommit Pull Request State Change"),
    IMAGE("aws.ecr", "ECR Image Action"),
    OBJECT("aws.s3", "Object Created"),
    TOLD(PushMessage.SOURCE, PushMessage.DETAIL_TYPE),
    SCHEDULE(PushMessage.SOURCE, "Signalbox Schedule");

    private final String source;
    private final String detailType;

    Kind(String source, String detailType) {
      this.source = source;
      this.detailType = detailType;
    }

    Event read(Envelope envelope, String delivery, Instant at) {
      return switch (this) {
        case REFERENCE -> new ReferenceChange(envelope, delivery, at).read();
        case PULL_REQUEST -> new PullRequestChange(envelope, delivery, at).read();
        case IMAGE -> ArtifactChange.image(envelope, delivery, at);
        case OBJECT -> ArtifactChange.object(envelope, delivery, at);
        case TOLD -> new ToldPush(envelope, at).read();
        case SCHEDULE -> new Event.Due(delivery, duty(envelope));
      };
    }
  }

  private static Duty duty(Envelope envelope) {
    String word = envelope.needDetail("do");
    return Duty.of(word)
        .orElseThrow(() -> new IllegalArgumentException("there is no duty '%s'".formatted(word)));
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
      return new Event.Suspect(
          delivery, "it comes from %s, not from %s".formatted(source, known.get().source), at);
    }
    try {
      return known.get().read(envelope, delivery, at);
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
