package dev.signalbox.core.release;

import java.time.Instant;
import java.util.Optional;

/** Something that was delivered to the router, read. */
public sealed interface Event {
  String delivery();

  /** A push to decide about. */
  record Pushed(Push push) implements Event {
    @Override
    public String delivery() {
      return push.delivery();
    }
  }

  /** A push to decide about that Signalbox told, here or in another account. */
  record Relayed(Push push, Relay way) implements Event {
    @Override
    public String delivery() {
      return push.delivery();
    }
  }

  /** Something happened to a pull request. */
  record Proposed(PullRequest pullRequest) implements Event {
    @Override
    public String delivery() {
      return pullRequest.delivery();
    }
  }

  /** A container image was pushed. */
  record ImagePushed(ImagePush image) implements Event {
    @Override
    public String delivery() {
      return image.delivery();
    }
  }

  /** An object was written. */
  record ObjectWritten(StoredObject object) implements Event {
    @Override
    public String delivery() {
      return object.delivery();
    }
  }

  /** How it came here, where it was Signalbox that told it. */
  default Optional<Relay> relay() {
    return this instanceof Relayed relayed ? Optional.of(relayed.way()) : Optional.empty();
  }

  /** What pipelines may be started for, if this is such an event. */
  default Optional<Cause> cause() {
    return switch (this) {
      case Pushed(Push push) -> Optional.of(push);
      case Relayed(Push push, _) -> Optional.of(push);
      case Proposed(PullRequest pullRequest) -> Optional.of(pullRequest);
      case ImagePushed(ImagePush image) -> Optional.of(image);
      case ObjectWritten(StoredObject object) -> Optional.of(object);
      case Due _, Irrelevant _, Suspect _ -> Optional.empty();
    };
  }

  /** It is time to do something. */
  record Due(String delivery, Duty duty) implements Event {}

  /** A well-formed event that is none of the router's business. */
  record Irrelevant(String delivery, String reason) implements Event {}

  /** An event that contradicts itself; it is recorded, told and not acted upon. */
  record Suspect(String delivery, String reason, Instant at) implements Event {}
}
