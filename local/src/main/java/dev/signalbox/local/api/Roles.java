package dev.signalbox.local.api;

import java.time.Duration;
import java.time.Instant;

/** IAM roles and the temporary credentials that stand for them. */
public interface Roles {
  record Credentials(
      String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {}

  /**
   * Credentials for a service of the same account to act as the role (what Lambda gives a
   * function), with no trust check.
   */
  Credentials actAs(Place place, String roleName, String sessionName, Duration validity);
}
