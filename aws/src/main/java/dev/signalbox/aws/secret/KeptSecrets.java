package dev.signalbox.aws.secret;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Secrets by their names below a prefix, each with the one it took the place of. What is known is
 * known for minutes; who has reason to doubt it may ask anew, but not all the time.
 */
public final class KeptSecrets {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration SURE = Duration.ofSeconds(20);
  private static final int MOST_KEPT = 200;

  private record Kept(List<String> values, Instant since) {}

  private final Supplier<SecretsManagerClient> client;
  private final String prefix;
  private final InstantSource clock;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * Secrets of one kind.
   *
   * @param client is made when a secret is first asked for
   */
  public KeptSecrets(Supplier<SecretsManagerClient> client, String prefix, InstantSource clock) {
    this.client = client;
    this.prefix = prefix;
    this.clock = clock;
  }

  /**
   * The values that hold, the newest first; none where there is no such secret.
   *
   * @param anew whether what was known a while ago will not do
   */
  public synchronized List<String> of(String name, boolean anew) {
    Kept known = kept.get(name);
    Duration life = anew ? SURE : KEPT;
    if (known == null || known.since().plus(life).isBefore(clock.instant())) {
      known = new Kept(read(name), clock.instant());
      kept.put(name, known);
    }
    return known.values();
  }

  /**
   * The value in force.
   *
   * @throws Refused where there is none
   */
  public String inForce(String name) {
    return of(name, false).stream()
        .findFirst()
        .orElseThrow(() -> new Refused("there is no secret '%s%s'".formatted(prefix, name)));
  }

  private List<String> read(String name) {
    Optional<String> current = version(name, "AWSCURRENT");
    return current.isEmpty()
        ? List.of()
        : Stream.concat(current.stream(), version(name, "AWSPREVIOUS").stream())
            .filter(value -> !value.isEmpty())
            .toList();
  }

  private Optional<String> version(String name, String stage) {
    return Calls.call(
        "read secret '%s%s'".formatted(prefix, name),
        "Is this function's role allowed to read it?",
        () -> {
          try {
            GetSecretValueResponse response =
                client
                    .get()
                    .getSecretValue(request -> request.secretId(prefix + name).versionStage(stage));
            return Optional.ofNullable(response.secretString());
          } catch (ResourceNotFoundException e) {
            return Optional.empty();
          }
        });
  }
}
