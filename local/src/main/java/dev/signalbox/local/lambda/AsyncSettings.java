package dev.signalbox.local.lambda;

/**
 * What is done with events that nobody waits for the answer to.
 *
 * @param retries how often an event that failed is tried again
 * @param onSuccess the ARN of who learns of an event that was handled; empty for nobody
 * @param onFailure the ARN of who learns of an event that is given up; empty for nobody
 */
record AsyncSettings(
    int retries, int maximumAgeSeconds, String onSuccess, String onFailure, long modifiedMillis) {
  static final AsyncSettings USUAL = new AsyncSettings(2, 21_600, "", "", 0);
}
