package dev.signalbox.local.pipeline.run;

/**
 * What started an execution.
 *
 * @param type as AWS's trigger types are called
 * @param detail the ARN of the principal or of the rule
 */
public record Trigger(String type, String detail) {}
