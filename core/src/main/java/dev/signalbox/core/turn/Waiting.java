package dev.signalbox.core.turn;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Relay;
import java.util.Optional;

/**
 * A push that waits for its repository's turn.
 *
 * @param relay how it came, where Signalbox itself told of it
 * @param tries how often it could not be served
 */
public record Waiting(Push push, Optional<Relay> relay, int tries) {
  public Waiting(Push push, Optional<Relay> relay) {
    this(push, relay, 0);
  }

  /** After one more try in vain. */
  public Waiting again() {
    return new Waiting(push, relay, tries + 1);
  }
}
