package dev.signalbox.local.lambda;

/**
 * The function that a reference means.
 *
 * @param qualifier the version or alias that was named; {@code $LATEST} when none was
 * @param invokedArn the function's ARN as it was named
 */
record Resolved(FunctionRecord function, String qualifier, String invokedArn) {}
