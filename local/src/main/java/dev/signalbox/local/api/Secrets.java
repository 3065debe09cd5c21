package dev.signalbox.local.api;

/** SSM parameters and Secrets Manager secrets, as builds read them. */
public interface Secrets {
  /**
   * @throws AwsError ParameterNotFound
   */
  String parameter(Place place, String name);

  /**
   * @param reference {@code secret-id[:json-key[:version-stage[:version-id]]]}, as a buildspec
   *     writes it
   * @throws AwsError ResourceNotFoundException
   */
  String secret(Place place, String reference);
}
