package dev.signalbox.local.lambda;

/**
 * An event accepted and not yet done with.
 *
 * @param attempts that have failed so far
 */
record AsyncInvocation(
    String id,
    String account,
    String region,
    String function,
    byte[] event,
    int attempts,
    long acceptedMillis) {

  AsyncInvocation failedOnce() {
    return new AsyncInvocation(id, account, region, function, event, attempts + 1, acceptedMillis);
  }
}
