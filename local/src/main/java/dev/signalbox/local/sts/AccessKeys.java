package dev.signalbox.local.sts;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Identity.Key;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Roles.Credentials;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every access key: a twelve-digit account number with the secret {@code local}, {@code test} with
 * {@code test} for the default account, the ones given as options, and the temporary ones that
 * AssumeRole makes.
 */
public final class AccessKeys implements Function<String, Optional<Key>> {
  /** The account of the key {@code test}. */
  public static final String DEFAULT_ACCOUNT = "000000000000";

  /** The secret of an account's own key. */
  public static final String SECRET = "local";

  /** How long an expired key is told from one that never was. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  record Temporary(Key key, Instant expires) {}

  private final Map<String, Key> given;
  private final Table<Temporary> temporary;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public AccessKeys(Map<String, Key> given, Store store, Clock clock) {
    this.given = Map.copyOf(given);
    this.temporary = store.table("access-keys", Temporary.class);
    this.clock = clock;
  }

  /** A long-term key with all rights in its account. */
  public static Key root(String accessKeyId, String secret, String account) {
    return new Key(
        accessKeyId,
        secret,
        Optional.empty(),
        account,
        "arn:aws:iam::" + account + ":root",
        account);
  }

  /**
   * Empty for a key that was never made.
   *
   * @throws AwsError ExpiredToken
   */
  @Override
  public Optional<Key> apply(String accessKeyId) {
    if (given.containsKey(accessKeyId)) {
      return Optional.ofNullable(given.get(accessKeyId));
    }
    if (accessKeyId.matches("\\d{12}")) {
      return Optional.of(root(accessKeyId, SECRET, accessKeyId));
    }
    if (accessKeyId.equals("test")) {
      return Optional.of(root("test", "test", DEFAULT_ACCOUNT));
    }
    Optional<Temporary> session = temporary.get(accessKeyId);
    if (session.filter(key -> key.expires().isBefore(clock.instant())).isPresent()) {
      throw new AwsError(
          "ExpiredToken", 403, "The security token included in the request is expired");
    }
    return session.map(Temporary::key);
  }

  /** New temporary credentials for a session of a role. */
  Credentials session(
      Place place, String roleName, String roleId, String sessionName, Duration validity) {
    return temporary(
        place.account(),
        "arn:aws:sts::" + place.account() + ":assumed-role/" + roleName + "/" + sessionName,
        roleId + ":" + sessionName,
        validity);
  }

  /** New temporary credentials for who calls. */
  Credentials session(Caller caller, Duration validity) {
    return temporary(caller.account(), caller.arn(), caller.userId(), validity);
  }

  private Credentials temporary(String account, String arn, String userId, Duration validity) {
    String accessKeyId =
        "ASIA" + text(16).toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "X");
    String secret = text(40);
    String token = text(200);
    Instant expires = clock.instant().plus(validity);
    Key key = new Key(accessKeyId, secret, Optional.of(token), account, arn, userId);
    temporary.put(accessKeyId, new Temporary(key, expires));
    forgetExpired();
    return new Credentials(accessKeyId, secret, token, expires);
  }

  private void forgetExpired() {
    Instant longAgo = clock.instant().minus(REMEMBERED);
    temporary.all().stream()
        .filter(key -> key.expires().isBefore(longAgo))
        .forEach(key -> temporary.remove(key.key().accessKeyId()));
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes).substring(0, length);
  }
}
