package dev.signalbox.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures cold starts in rounds, everybody once in each, so that all meet the same machine. */
public final class ColdStart {
  private ColdStart() {}

  /** Takes the function's zip, the Python function, the page to write and the number of rounds. */
  public static void main(String[] arguments) throws Exception {
    // Else answers of two packets wait for the other side's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path zip = Path.of(arguments[0]);
    Path python = Path.of(arguments[1]);
    Path page = Path.of(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Path directory = Files.createTempDirectory("cold-start");
    try (var aws = new CannedAws()) {
      var function = PackedFunction.unpacked(zip, directory);
      List<Contender> contenders = contenders(function, directory.resolve("router.aot"), aws);
      peer(python).ifPresent(contenders::add);
      Files.writeString(page, Page.of(rounds, runs(contenders, rounds, aws)));
      System.out.println(Files.readString(page));
    } finally {
      remove(directory);
    }
  }

  private static List<Contender> contenders(PackedFunction function, Path cache, CannedAws aws)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(function.plain());
    contenders.add(function.restored(aws.address() + "/credentials"));
    ColdRun.of(function.training(cache), aws);
    if (Files.exists(cache)) {
      contenders.add(function.cached(cache));
    } else {
      System.err.println("SKIPPED: with AOT cache: this JDK made none");
    }
    return contenders;
  }

  private static Optional<Contender> peer(Path function) throws InterruptedException {
    List<String> check = List.of("python3", "-c", "import boto3");
    try {
      if (new ProcessBuilder(check).start().waitFor() == 0) {
        return Optional.of(
            new Contender("Python, boto3", List.of("python3", function.toString()), Map.of()));
      }
    } catch (IOException e) {
      // There is no Python at all.
    }
    System.err.println("SKIPPED: the comparison with Python: no python3 with boto3");
    return Optional.empty();
  }

  private static Map<String, List<ColdRun>> runs(
      List<Contender> contenders, int rounds, CannedAws aws) throws InterruptedException {
    Map<String, List<ColdRun>> runs = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Contender contender : contenders) {
        ColdRun run = ColdRun.of(contender, aws);
        // The first round fills the system's file cache.
        if (round > 0) {
          runs.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(run);
        }
        System.err.printf(
            "round %d, %s: %.0f ms, %.0f ms of a processor%n",
            round, contender.name(), run.cold(), run.processor());
      }
    }
    return runs;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
