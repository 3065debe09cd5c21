package dev.signalbox.local.api;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;

/** Knows every access key, and tells who signed a request. */
public interface Identity {
  /**
   * One access key.
   *
   * @param sessionToken what must accompany a temporary key
   */
  record Key(
      String accessKeyId,
      String secretAccessKey,
      Optional<String> sessionToken,
      String account,
      String arn,
      String userId) {

    public Caller in(String region) {
      return new Caller(new Place(account, region), arn, userId, accessKeyId);
    }
  }

  /**
   * Empty for a key that was never made.
   *
   * @throws AwsError ExpiredToken
   */
  Optional<Key> key(String accessKeyId);

  /**
   * Verifies a SigV4 signature in the headers or the query, over the body whose hash the request
   * names.
   *
   * @param body the whole body, or empty where the signature does not cover it ({@code
   *     UNSIGNED-PAYLOAD}, {@code STREAMING-…})
   * @throws AwsError MissingAuthenticationToken, InvalidClientTokenId, SignatureDoesNotMatch … as
   *     AWS answers
   */
  Caller verify(HttpExchange exchange, Optional<byte[]> body);
}
