package dev.signalbox.core.release;

import java.time.Instant;

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

  /** A well-formed event that is none of the router's business. */
  record Irrelevant(String delivery, String reason) implements Event {}

  /** An event that contradicts itself; it is recorded, told and not acted upon. */
  record Suspect(String delivery, String reason, Instant at) implements Event {}
}
