package dev.signalbox.core.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * A verdict as the ledger keeps it.
 *
 * @param subject what it is about, as far as that could be found out
 * @param gate the gate's name; none where no gate could be told
 * @param definition the version of the definition that declared the gate
 * @param verdict never one that waits
 * @param at when it was given
 */
public record Recorded(
    Hook hook,
    Optional<Subject> subject,
    Optional<String> gate,
    Optional<String> definition,
    Verdict verdict,
    Instant at) {
  public Recorded {
    if (!verdict.isFinal()) {
      throw new IllegalArgumentException("A verdict that waits is none");
    }
  }
}
