package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Preflight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has to be shown before a deployment goes on.
 *
 * @param on the hooks it answers
 * @param budget how long all of it may take; less where the hook gives less
 * @param allowEmpty whether it passes without any check
 * @param skip that it is let pass for a while, without asking
 */
public record Gate(
    String name,
    Guarded on,
    List<Check> checks,
    Passing passing,
    Duration budget,
    boolean allowEmpty,
    Optional<Skip> skip) {
  /**
   * Somebody answers for letting pass.
   *
   * @param by who
   * @param reason why
   */
  public record Skip(String by, String reason, Instant until) {}

  public Gate {
    checks = List.copyOf(checks);
    if (checks.stream().map(Check::name).distinct().count() < checks.size()) {
      throw new IllegalArgumentException("Gate '" + name + "' has two checks of the same name");
    }
    if (checks.stream().map(Check::name).anyMatch(Preflight.NAME::equals)) {
      throw new IllegalArgumentException(
          "Gate '%s' has a check '%s', which every gate has already"
              .formatted(name, Preflight.NAME));
    }
  }

  public Optional<Check> check(String named) {
    return checks.stream().filter(c -> c.name().equals(named)).findFirst();
  }
}
