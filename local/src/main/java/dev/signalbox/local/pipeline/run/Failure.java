package dev.signalbox.local.pipeline.run;

/**
 * Why an action failed.
 *
 * @param code JobFailed, ConfigurationError …
 */
public record Failure(String code, String message) {}
