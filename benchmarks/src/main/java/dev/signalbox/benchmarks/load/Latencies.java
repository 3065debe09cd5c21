package dev.signalbox.benchmarks.load;

import java.time.Duration;
import java.util.Collection;

/** How long things took, in milliseconds. */
final class Latencies {
  private final long[] sorted;

  Latencies(Collection<Duration> all) {
    sorted = all.stream().mapToLong(Duration::toMillis).sorted().toArray();
  }

  /** The least that so many percent of all did not exceed. */
  private long percentile(int percent) {
    int rank = (int) Math.ceil(percent * sorted.length / 100.0);
    return sorted.length == 0 ? 0 : sorted[Math.max(1, rank) - 1];
  }

  String row(String what) {
    return "| %s | %d | %d | %d | %d |\n"
        .formatted(what, percentile(50), percentile(95), percentile(99), percentile(100));
  }

  /** These alone, as a table. */
  String table(String what) {
    return header() + row(what);
  }

  /** What stands above rows. */
  static String header() {
    return "| milliseconds | p50 | p95 | p99 | worst |\n|---|---|---|---|---|\n";
  }
}
