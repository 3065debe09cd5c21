package dev.signalbox.core.gate;

/**
 * The gates in force.
 *
 * @param version of the definition that declares them; every verdict names it
 */
public record Declared(String version, Gates gates) {}
