package dev.signalbox.local.lambda;

import dev.signalbox.local.lambda.RuntimeApi.Task;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One process that runs one function's events, one at a time, until it is closed or dies. */
final class Worker implements AutoCloseable {
  /** Lambda allows 10 s on a processor of the function's own; here several share one. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /** The runtime client's own property for where its library is. */
  private static final String LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private static final List<Class<?>> RUNTIME_CLIENT =
      List.of(
          com.amazonaws.services.lambda.runtime.api.client.AWSLambda.class,
          com.amazonaws.services.lambda.runtime.Context.class,
          com.amazonaws.services.lambda.runtime.serialization.PojoSerializer.class,
          software.amazon.awssdk.utilslite.SdkInternalThreadLocal.class);

  private final RuntimeApi api = new RuntimeApi();
  private final Process process;
  private final Output output;
  private volatile boolean closed;
  private final Consumer<String> log;
  private volatile Tail running = new Tail();
  private volatile Instant idleSince = Instant.now();

  private Worker(
      FunctionRecord function,
      FunctionCode code,
      RuntimeFiles files,
      Map<String, String> environment,
      Consumer<String> log) {
    ProcessBuilder builder =
        new ProcessBuilder(command(function, code, files)).redirectErrorStream(true);
    builder.directory(code.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", code.directory().toString());
    this.log = log;
    try {
      process = builder.start();
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException("Cannot start the function's process", e);
    }
    output = new Output(process, this::log);
    Thread.ofVirtual().name("log of " + function.name()).start(output::copy);
  }

  static Worker start(
      FunctionRecord function,
      FunctionCode code,
      RuntimeFiles files,
      Map<String, String> environment,
      Consumer<String> log) {
    return new Worker(function, code, files, environment, log);
  }

  private static List<String> command(
      FunctionRecord function, FunctionCode code, RuntimeFiles files) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xshare:auto");
    command.add(
        "-Xmx%dm".formatted(Math.max(64, function.configuration().memoryMegabytes() * 85 / 100)));
    command.add("--enable-native-access=ALL-UNNAMED");
    files.library().ifPresent(library -> command.add("-D" + LIBRARY + "=" + library));
    command.add("-cp");
    command.add(classPath(code, files));
    command.add(Tether.class.getName());
    command.add(function.configuration().handler().replaceFirst("::handleRequest$", ""));
    return command;
  }

  private static String classPath(FunctionCode code, RuntimeFiles files) {
    return Stream.of(
            code.classPath().stream(),
            Stream.of(files.classes()),
            RUNTIME_CLIENT.stream().map(Worker::jar))
        .flatMap(paths -> paths)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException("The runtime client's jar has an unusable address", e);
    }
  }

  /** Whether the process can take another event. */
  boolean alive() {
    // A process that was killed is alive for a moment more.
    return !closed && process.isAlive() && !api.initError().isDone();
  }

  Instant idleSince() {
    return idleSince;
  }

  /** Runs one event; a worker whose event timed out or died is dead. */
  Execution run(FunctionRecord function, String invokedArn, String requestId, byte[] event) {
    Task task =
        new Task(
            requestId,
            invokedArn,
            Duration.ofSeconds(function.configuration().timeoutSeconds()),
            event,
            new CompletableFuture<>(),
            new CompletableFuture<>());
    CompletableFuture<Object> exited = process.onExit().thenApply(ended -> ended);
    Tail tail = new Tail();
    running = tail;
    Frame frame = new Frame(function, requestId);
    frame.start().forEach(this::log);
    long start = System.nanoTime();
    api.hand(task);
    Outcome outcome = outcome(function, task, exited);
    long took = System.nanoTime() - start;
    idleSince = Instant.now();
    output.settle();
    frame.end(took, outcome).forEach(this::log);
    return new Execution(outcome, tail.text());
  }

  private void log(String line) {
    running.add(line);
    log.accept(line);
  }

  /** The function's time begins when the process asks for the event: starting it has its own. */
  private Outcome outcome(FunctionRecord function, Task task, CompletableFuture<Object> exited) {
    String requestId = task.requestId();
    try {
      CompletableFuture.anyOf(task.begun(), api.initError(), exited)
          .get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
      Object first =
          CompletableFuture.anyOf(task.outcome(), api.initError(), exited)
              .get(task.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return first instanceof Outcome outcome ? outcome : died(requestId, task);
    } catch (TimeoutException e) {
      close();
      return Outcome.Failed.because(
          "Sandbox.Timedout",
          "RequestId: "
              + requestId
              + " Error: Task timed out after "
              + function.configuration().timeoutSeconds()
              + ".00 seconds");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return Outcome.Failed.because(
          "Runtime.ExitError", "RequestId: " + requestId + " Error: local was stopped");
    }
  }

  private Outcome died(String requestId, Task task) {
    // The answer may have arrived in the same moment as the end.
    if (task.outcome().isDone()) {
      return task.outcome().join();
    }
    return api.initError().isDone()
        ? api.initError().join()
        : Outcome.Failed.because(
            "Runtime.ExitError",
            "RequestId: "
                + requestId
                + " Error: Runtime exited with error: exit status "
                + process.exitValue());
  }

  @Override
  public void close() {
    closed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    api.close();
  }
}
