package dev.signalbox.core.start;

import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Relay;
import java.util.Optional;

/** The event buses of accounts that decide by themselves. */
public interface Buses {
  /**
   * Telling a bus of a push again changes nothing: the other side knows pushes by their move.
   *
   * @param relay how the push came here, where it was not its repository that told
   */
  void forward(Push push, Optional<Relay> relay, BusId bus);
}
