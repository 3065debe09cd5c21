package dev.signalbox.benchmarks.coldstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The page of the reference that tells what was measured. */
final class Page {
  private static final String PYTHON = "Python, boto3";

  private Page() {}

  static String of(int rounds, Map<String, List<ColdRun>> runs) {
    var page = new StringBuilder();
    page.append(
        """
        # Cold start

        Written by `benchmarks/cold-start`; run it again rather than editing this page.

        The packed `router` under AWS's Java runtime client, from just before its process starts until its first event is answered, beside
        a Python function that makes the same calls with boto3 ([router.py](../../benchmarks/src/main/python/router.py)). The event is a
        push that starts one pipeline. AWS answers at once, over plain HTTP on loopback: what is measured is the function, not the network.
        Everybody runs once in every round; a ratio is the median of the ratios within a round.

        """);
    page.append(
        "%d rounds on %s, %d processors; Java %s, %s.%n%n"
            .formatted(
                rounds,
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                python()));
    page.append(
        "| | cold start, ms: median [spread] | until ready | first event, ms | processor time, ms"
            + " | second event, ms | memory, MB | beside Python: time | processor |\n");
    page.append("|---|---|---|---|---|---|---|---|---|\n");
    runs.forEach((name, its) -> page.append(row(name, its, runs.getOrDefault(PYTHON, List.of()))));
    page.append(
        """

        With SnapStart, which `template.yaml` asks for, everything up to "ready" is done before the snapshot is taken, and a cold start is
        Lambda's own restoring of it and the first event. An AOT cache is for container images; Lambda advises against it for zips.
        """);
    page.append("\nThe spread is the fastest and the slowest run. Calls made for the event:\n\n");
    runs.forEach((name, its) -> page.append("- %s: %s\n".formatted(name, its.get(0).calls())));
    return page.toString();
  }

  private static String row(String name, List<ColdRun> runs, List<ColdRun> python) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f [%.0f..%.0f] | %.0f | %.0f | %.0f | %.1f | %.0f | %s | %s |%n",
        name,
        median(runs, ColdRun::cold),
        runs.stream().mapToDouble(ColdRun::cold).min().orElse(0),
        runs.stream().mapToDouble(ColdRun::cold).max().orElse(0),
        median(runs, ColdRun::init),
        median(runs, run -> run.cold() - run.init()),
        median(runs, ColdRun::processor),
        median(runs, ColdRun::second),
        median(runs, ColdRun::memory),
        ratio(runs, python, ColdRun::cold),
        ratio(runs, python, ColdRun::processor));
  }

  private static String ratio(
      List<ColdRun> runs, List<ColdRun> python, ToDoubleFunction<ColdRun> value) {
    return python.isEmpty()
        ? "not measured"
        : String.format(
            Locale.ROOT,
            "%.2f",
            middle(
                IntStream.range(0, runs.size())
                    .mapToDouble(round ->
                        value.applyAsDouble(runs.get(round))
                            / value.applyAsDouble(python.get(round)))
                    .sorted()
                    .toArray()));
  }

  private static double median(List<ColdRun> runs, ToDoubleFunction<ColdRun> value) {
    return middle(runs.stream().mapToDouble(value).sorted().toArray());
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static String python() {
    String versions =
        "import sys, boto3; print('Python %d.%d.%d' % sys.version_info[:3] + ', boto3 ' +"
            + " boto3.__version__)";
    try {
      Process process = new ProcessBuilder("python3", "-c", versions).start();
      String told =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return told.isEmpty() ? "no Python with boto3" : told;
    } catch (IOException e) {
      return "no Python";
    }
  }
}
