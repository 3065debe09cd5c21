package dev.signalbox.local.api;

/** Lambda, as the services see it that wait for a function's answer. */
@FunctionalInterface
public interface Invocations {
  /**
   * How an invocation ended.
   *
   * @param failed whether the function failed, rather than answered
   * @param payload what it answered or what went wrong, as JSON
   */
  record Answer(boolean failed, byte[] payload) {}

  /**
   * Runs the function with this event and waits for its end.
   *
   * @param function a name, {@code name:alias} or ARN
   * @throws AwsError ResourceNotFoundException, TooManyRequestsException
   */
  Answer invoke(Place place, String function, byte[] event);
}
