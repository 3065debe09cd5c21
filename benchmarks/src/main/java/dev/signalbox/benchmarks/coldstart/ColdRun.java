package dev.signalbox.benchmarks.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One process, from just before it starts until its second event is answered.
 *
 * @param init until it asks for the first event
 * @param cold until the first event is answered
 * @param second the second event alone
 * @param processor what all its threads used up to the first answer
 * @param memory the most it held up to then
 * @param calls what it asked of AWS for the first event
 */
record ColdRun(
    double init, double cold, double second, double processor, double memory, String calls) {
  private static final String EVENT =
      """
      {"version":"0","id":"5e1f0b5c-7f0d-4a3b-9c3f-2d7f7c0e9a11","detail-type":"CodeCommit Repository State Change",
       "source":"aws.codecommit","account":"111111111111","time":"2026-11-20T12:00:00Z","region":"eu-west-1",
       "resources":["arn:aws:codecommit:eu-west-1:111111111111:shop"],
       "detail":{"callerUserArn":"arn:aws:sts::111111111111:assumed-role/developer/ada","event":"referenceUpdated",
        "commitId":"2222222222222222222222222222222222222222","oldCommitId":"1111111111111111111111111111111111111111",
        "referenceFullName":"refs/heads/main","referenceName":"main","referenceType":"branch",
        "repositoryId":"3f6d1c57-1f38-4d0e-8d40-cb1f3a1f0c55","repositoryName":"shop"}}\
      """;

  /** How the kernel counts a process's time: in hundredths of a second, everywhere Java runs. */
  private static final double TICK = 10;

  static ColdRun of(Contender contender, CannedAws aws) throws InterruptedException {
    aws.calls();
    try (var api = new RuntimeApi(EVENT)) {
      Path log = Files.createTempFile("cold-start", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(contender.command())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment(aws, api));
      builder.environment().putAll(contender.environment());
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        return measured(start, process, api, aws);
      } catch (IllegalStateException e) {
        throw new IllegalStateException(contender.name() + ": " + Files.readString(log), e);
      } finally {
        end(process);
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColdRun measured(long start, Process process, RuntimeApi api, CannedAws aws)
      throws InterruptedException {
    long asked = api.await("next").nanos();
    RuntimeApi.Step answer = api.await("response");
    double processor = processor(process.pid());
    double memory = memory(process.pid());
    String calls = aws.calls();
    if (!answer.body().contains("STARTED")) {
      throw new IllegalStateException("Nothing was started: " + answer.body());
    }
    long again = api.await("next").nanos();
    long second = api.await("response").nanos();
    return new ColdRun(
        millis(start, asked),
        millis(start, answer.nanos()),
        millis(again, second),
        processor,
        memory,
        calls);
  }

  /** SIGTERM first: an AOT cache is written at the end of a run. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static Map<String, String> environment(CannedAws aws, RuntimeApi api) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_ENDPOINT_URL", aws.address(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token",
                "ACCOUNT_ID", "111111111111",
                "LEDGER_TABLE", "signalbox-ledger"));
    environment.putAll(
        Map.of(
            "AWS_LAMBDA_FUNCTION_NAME", "router",
            "AWS_LAMBDA_FUNCTION_VERSION", "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
            "AWS_EC2_METADATA_DISABLED", "true",
            "POWERTOOLS_SERVICE_NAME", "signalbox-router",
            "_HANDLER", "dev.signalbox.functions.router.RouterFunction",
            "LANG", "C.UTF-8",
            "PATH", "/usr/local/bin:/usr/bin:/bin"));
    return environment;
  }

  private static double millis(long from, long to) {
    return (to - from) / 1e6;
  }

  private static double processor(long process) {
    String stat = read(Path.of("/proc", Long.toString(process), "stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * TICK;
  }

  private static double memory(long process) {
    return read(Path.of("/proc", Long.toString(process), "status"))
            .lines()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
