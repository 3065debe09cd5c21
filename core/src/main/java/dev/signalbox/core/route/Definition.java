package dev.signalbox.core.route;

import dev.signalbox.core.gate.Gates;

/**
 * What is in force.
 *
 * @param version the digest of the definition's canonical form; every decision names it
 */
public record Definition(String version, Routes routes, Gates gates) {
  /** One without gates. */
  public Definition(String version, Routes routes) {
    this(version, routes, Gates.NONE);
  }
}
