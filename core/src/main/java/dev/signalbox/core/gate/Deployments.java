package dev.signalbox.core.gate;

/** Those who ask; a hook says of itself all that there is to say, or nothing. */
public interface Deployments<H extends Hook> {
  /**
   * Finds out what a hook is about.
   *
   * @throws dev.signalbox.core.Refused where asking again is pointless
   * @throws dev.signalbox.core.Unavailable where asking again may work
   */
  Asked ask(H hook);

  /** Whether the deployment waits for nothing any more; unanswered counts as no. */
  boolean isOver(H hook);
}
