package dev.signalbox.local;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Is told what happens as it happens; must return at once. */
public interface Watcher {
  /** A line that a function or a build has printed, or one that {@code local} adds to them. */
  void logged(String group, String stream, String line);

  /**
   * An event has come to a bus.
   *
   * @param event with its envelope
   * @param rules how many of the bus's rules it matched
   */
  void happened(ObjectNode event, int rules);
}
