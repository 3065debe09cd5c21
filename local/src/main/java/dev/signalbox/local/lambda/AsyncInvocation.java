package dev.signalbox.local.lambda;

/**
 * An event accepted and not yet done with.
 *
 * @param qualifier the version or alias it is for
 * @param attempts that have been made
 */
record AsyncInvocation(
    String id,
    String account,
    String region,
    String function,
    String qualifier,
    byte[] event,
    int attempts,
    long acceptedMillis) {

  AsyncInvocation tried() {
    return new AsyncInvocation(
        id, account, region, function, qualifier, event, attempts + 1, acceptedMillis);
  }
}
