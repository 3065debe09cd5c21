package dev.signalbox.local.api;

/** Lambda, as the other services call it. */
public interface Functions {
  /**
   * Hands the event over and returns; retries, time-outs and destinations follow the function's
   * settings.
   *
   * @param function a name, {@code name:alias} or ARN
   * @throws AwsError ResourceNotFoundException when there is no such function in that place
   */
  void invokeAsync(Place place, String function, byte[] event);
}
