package dev.signalbox.core.gate;

/** What a deployment says about a hook of its. */
public sealed interface Asked {
  /** It waits for an answer about this. */
  record Open(Subject subject) implements Asked {}

  /** It goes back to what served before: nobody may be in its way. */
  record Rollback(String why) implements Asked {}

  /** It waits for nothing any more: it has been stopped, or has ended. */
  record Over(String why) implements Asked {}

  /** What it asks about cannot be told. */
  record Unclear(String why) implements Asked {}
}
