package dev.signalbox.benchmarks.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that happens to a gate while a deployment waits for it.
 *
 * @param changes what is otherwise in Signalbox's template
 * @param check what the gate is to check
 */
record Mishap(String words, Map<String, String> changes, String check, Deed deed) {
  private static final Duration TIME_OUT = Duration.ofSeconds(60);
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final String LEDGER = "LEDGER_TABLE: !Ref Ledger";

  /** It fits into what the shorter time-out leaves for checks, or the gate would not begin it. */
  private static final String LONG = "{name: long, http: {path: /, requests: 2, pause: 20s}}";

  /** What is done to the gate once it is asked. */
  interface Deed {
    /** Since when the deployment has a right to an answer. */
    Instant done(Instant asked, Gates gates) throws InterruptedException;
  }

  /** All of them; what goes by {@code proxy} is throttled there. */
  static List<Mishap> all(String proxy) {
    return List.of(
        new Mishap("the gate's process is killed", Map.of(), LONG, Mishap::kill),
        new Mishap(
            "it hangs until Lambda ends it",
            Map.of("Timeout: 900", "Timeout: " + TIME_OUT.toSeconds()),
            LONG,
            Mishap::stop),
        new Mishap(
            "it throws an exception: its ledger is not there",
            Map.of(LEDGER, "LEDGER_TABLE: nowhere"),
            LONG,
            (asked, _) -> asked),
        new Mishap(
            "the new version takes a request and never answers",
            Map.of(),
            "{name: silent, http: {path: /silent}, budget: %ds}".formatted(BUDGET.toSeconds()),
            (asked, _) -> asked.plus(BUDGET)),
        new Mishap(
            "its report is throttled five times",
            Map.of(LEDGER, LEDGER + "\n          AWS_ENDPOINT_URL: " + proxy),
            "{name: ill, http: {path: /missing}}",
            (asked, _) -> asked));
  }

  private static Instant kill(Instant asked, Gates gates) throws InterruptedException {
    gates.atWork().forEach(ProcessHandle::destroyForcibly);
    return Instant.now();
  }

  /** A process that is stopped neither works nor ends. */
  private static Instant stop(Instant asked, Gates gates) throws InterruptedException {
    for (ProcessHandle gate : gates.atWork()) {
      try {
        new ProcessBuilder("kill", "-STOP", Long.toString(gate.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return asked.plus(TIME_OUT);
  }
}
