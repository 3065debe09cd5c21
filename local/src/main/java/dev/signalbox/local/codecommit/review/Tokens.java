package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;

/** Tokens that let a client send a request again without it being done again. */
final class Tokens {
  private Tokens() {}

  /**
   * @throws AwsError IdempotencyParameterMismatchException when the token came with something else
   */
  static void mustBeSame(String firstRequest, String request) {
    if (!firstRequest.equals(request)) {
      throw AwsError.of(
          "IdempotencyParameterMismatchException",
          "The client request token is not valid. Either the token is not in a valid format, or the"
              + " token has been used in a previous request and cannot be reused.");
    }
  }
}
