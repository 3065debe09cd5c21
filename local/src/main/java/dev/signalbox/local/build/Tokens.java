package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Idempotency tokens: the same request with the same token starts no second build. */
final class Tokens {
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private record Use(Object request, String buildId, Instant at) {}

  private final InstantSource clock;
  private final Map<String, Use> uses = new HashMap<>();

  Tokens(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The id of the build that was started, now or by the same request before.
   *
   * @param token null for a request that may be repeated
   * @throws AwsError InvalidInputException when another request has used the token
   */
  synchronized String once(@Nullable String token, Object request, Supplier<String> start) {
    if (token == null || token.isEmpty()) {
      return start.get();
    }
    Instant now = clock.instant();
    uses.values().removeIf(use -> use.at().plus(VALIDITY).isBefore(now));
    Use before = uses.get(token);
    if (before != null && !before.request().equals(request)) {
      throw ProjectRules.invalid(
          "Invalid idempotency token: it was used before with other parameters");
    }
    if (before != null) {
      return before.buildId();
    }
    String started = start.get();
    uses.put(token, new Use(request, started, now));
    return started;
  }
}
