package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Result;
import java.util.Optional;

/** What a person has said, if one has. */
public record Decided(Optional<Approvals.Decision> decision) implements Measured {
  Ruling judge(Manual probe) {
    return decision
        .map(d ->
            Ruling.of(
                d.approved() ? Result.PASS : Result.FAIL,
                "%s by %s: %s"
                    .formatted(d.approved() ? "Approved" : "Rejected", d.by(), d.reason())))
        .orElseGet(() -> Ruling.of(Result.WAIT, "Nobody has answered: " + probe.question()));
  }
}
