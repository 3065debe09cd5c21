package dev.signalbox.local.build;

/**
 * What builds may take of this machine.
 *
 * @param concurrent how many run at once; further ones are queued
 * @param loggedCharacters how much of a build's output is kept
 * @param longestLine in bytes; longer ones become several log events
 * @param processes how many one build may have at once before it is stopped
 */
public record BuildLimits(int concurrent, long loggedCharacters, int longestLine, int processes) {
  private static final int CLOUDWATCH_EVENT = 256 * 1024;

  /** Twice as many builds as processors, 64 MiB of log each. */
  public static BuildLimits ofThisMachine() {
    return new BuildLimits(
        2 * Runtime.getRuntime().availableProcessors(), 64L << 20, CLOUDWATCH_EVENT / 4, 2000);
  }
}
