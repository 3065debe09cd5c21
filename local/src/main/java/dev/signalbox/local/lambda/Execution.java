package dev.signalbox.local.lambda;

/**
 * One event run to its end.
 *
 * @param log the last 4 KB of what was logged meanwhile
 */
record Execution(Outcome outcome, String log) {}
