package dev.signalbox.local.elb.pool;

/** What came of asking a target how it is. */
public sealed interface Answer {
  record Answered(int status) implements Answer {}

  /** It took the connection, and nothing was asked. */
  record Connected() implements Answer {}

  record TimedOut() implements Answer {}

  /** It did not take the connection, or broke it. */
  record Broken() implements Answer {}
}
