package dev.signalbox.local.codecommit.git;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.Identity.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/**
 * Tells who calls git. The user is an access key id, for temporary keys with {@code %} and the
 * session token behind it; the password is the signature of AWS's credential helper or the secret
 * key itself.
 *
 * <p>The account is that of the key. The Region is the one the host names ({@code
 * git-codecommit.eu-west-1.localhost}), else the one of AWS's Regions the signature is for, else,
 * with a plain password, the default one.
 */
final class GitCredentials {
  private static final Pattern SIGNED = Pattern.compile("(\\d{8}T\\d{6})Z([0-9a-f]{64})");
  private static final Pattern REGIONAL_HOST =
      Pattern.compile("git-codecommit\\.([a-z0-9-]+)\\.localhost");
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
  private static final Duration VALIDITY = Duration.ofMinutes(15);

  private final Identity identity;
  private final String defaultRegion;
  private final InstantSource clientsClock;

  /**
   * @param clientsClock the time by which credential helpers sign: the machine's, whatever the
   *     scale of {@code local}'s own
   */
  GitCredentials(Identity identity, String defaultRegion, InstantSource clientsClock) {
    this.identity = identity;
    this.defaultRegion = defaultRegion;
    this.clientsClock = clientsClock;
  }

  /**
   * @param path of the repository, as its URL has it
   * @throws AwsError with status 401 when there are no credentials or a password is wrong, 403 when
   *     a signature is: the two answers that git tells its user apart
   */
  Caller caller(HttpExchange exchange, String path) {
    String[] userAndPassword =
        basic(exchange)
            .orElseThrow(() -> new AwsError("Unauthorized", 401, "Credentials are required"));
    String[] idAndToken = userAndPassword[0].split("%", 2);
    Optional<Key> key =
        identity
            .key(idAndToken[0])
            .filter(known -> same(known.sessionToken().orElse(""), token(idAndToken)));
    Matcher signed = SIGNED.matcher(userAndPassword[1]);
    String host = host(exchange);
    if (!signed.matches()) {
      return key.filter(known -> same(known.secretAccessKey(), userAndPassword[1]))
          .orElseThrow(
              () -> new AwsError("Unauthorized", 401, "The access key id or its secret is wrong"))
          .in(regionOf(host).orElse(defaultRegion));
    }
    return key.flatMap(known -> signer(known, signed, host, path)).orElseThrow(() -> forbidden());
  }

  private Optional<Caller> signer(Key key, Matcher signed, String host, String path) {
    if (!isFresh(signed.group(1))) {
      throw new AwsError(
          "Forbidden", 403, "The signature is older than 15 minutes; ask the helper again");
    }
    return regions(host)
        .filter(region ->
            same(
                new GitSignature(key.secretAccessKey(), signed.group(1), region).of(host, path),
                signed.group(2)))
        .findFirst()
        .map(key::in);
  }

  private Stream<String> regions(String host) {
    return regionOf(host)
        .map(Stream::of)
        .orElseGet(() ->
            Stream.concat(Stream.of(defaultRegion), Region.regions().stream().map(Region::id)));
  }

  private boolean isFresh(String timestamp) {
    try {
      Instant signedAt = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
      return Duration.between(signedAt, clientsClock.instant()).abs().compareTo(VALIDITY) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Optional<String> regionOf(String host) {
    return Optional.of(REGIONAL_HOST.matcher(host))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }

  private static String token(String[] idAndToken) {
    return idAndToken.length == 2 ? idAndToken[1] : "";
  }

  private static String host(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? "" : host.split(":", 2)[0];
  }

  private static Optional<String[]> basic(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? Optional.of(parts) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static AwsError forbidden() {
    return new AwsError("Forbidden", 403, "The signature does not match the access key");
  }
}
