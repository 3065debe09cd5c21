package dev.signalbox.aws.web;

import java.time.Duration;

/**
 * How much of anything an answer may cost.
 *
 * @param total for all of it: names, connecting, every redirect, the last byte
 * @param headers the most bytes of status line and headers
 * @param body the most bytes of the body
 * @param hops how many redirects are followed, each of them guarded, none to another origin; where
 *     it is 0, a redirect is an answer like any other
 */
public record Limits(Duration total, int headers, int body, int hops) {
  private static final int MEBIBYTE = 1024 * 1024;

  /** For the API of somebody large and well-meaning. */
  public static final Limits OF_AN_API =
      new Limits(Duration.ofSeconds(20), 64 * 1024, 32 * MEBIBYTE, 3);
}
