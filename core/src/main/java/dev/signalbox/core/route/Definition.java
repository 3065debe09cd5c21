package dev.signalbox.core.route;

/**
 * What is in force.
 *
 * @param version the digest of the definition's canonical form; every decision names it
 */
public record Definition(String version, Routes routes) {}
