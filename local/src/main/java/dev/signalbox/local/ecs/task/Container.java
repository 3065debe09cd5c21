package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Images.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** One container of a task: its image's files, its process and how that one feels. */
final class Container {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Dock dock;
  private final Plan plan;
  private final ContainerDefinition definition;
  private final Path root;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private @Nullable Image image;
  private volatile @Nullable Program program;
  private volatile @Nullable Health health;

  Container(Dock dock, Plan plan, ContainerDefinition definition, Path directory) {
    this.dock = dock;
    this.plan = plan;
    this.definition = definition;
    this.root = directory.resolve(definition.name());
  }

  ContainerDefinition definition() {
    return definition;
  }

  /** Brings the image's files here. */
  void pull() throws CannotStart {
    try {
      image = dock.images().pull(plan.place(), definition.image());
      Files.createDirectories(root);
      dock.images().unpack(image, root);
    } catch (AwsError e) {
      throw new CannotStart(
          definition.name(),
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
              + " resolve ref "
              + definition.image()
              + ": "
              + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> imageDigest() {
    return Optional.ofNullable(image).map(Image::digest);
  }

  /**
   * @param changed told when it is found to be healthy or no longer so
   * @param ended told when its process has ended
   */
  void start(Surroundings surroundings, Runnable changed, Runnable ended) throws CannotStart {
    Image pulled = Objects.requireNonNull(image, "pull comes before start");
    try {
      Path temporary = Files.createDirectories(root.resolveSibling(definition.name() + ".tmp"));
      Map<String, String> environment = surroundings.of(definition, pulled, temporary);
      Path directory = directory(pulled);
      Program started =
          new Program(root, root, directory, command(pulled), environment, dock.tether(), output());
      program = started;
      Optional.ofNullable(definition.healthCheck())
          .map(check -> new Health(dock, check, root, directory, environment, changed))
          .ifPresent(check -> {
            health = check;
            check.begin();
          });
      Thread.ofVirtual()
          .name("end of " + definition.name())
          .start(() -> {
            try {
              ended(started.exit().join());
              ended.run();
            } finally {
              told.complete(null);
            }
          });
    } catch (IOException | IllegalArgumentException e) {
      // Also a path or a variable's name that this machine cannot have.
      throw new CannotStart(
          definition.name(), "CannotStartContainerError: failed to start: " + e.getMessage());
    }
  }

  private void ended(int status) {
    Optional.ofNullable(health).ifPresent(Health::end);
    exit.complete(status);
  }

  private Path directory(Image pulled) throws IOException {
    String inside =
        Optional.ofNullable(definition.workingDirectory()).orElse(pulled.workingDirectory());
    Path directory = root.resolve(inside.replaceFirst("^/+", "")).normalize();
    if (!directory.startsWith(root)) {
      throw new IOException("the working directory " + inside + " lies outside of the image");
    }
    return Files.createDirectories(directory);
  }

  /** An entry point of the task definition's own leaves out the image's command, as Docker does. */
  private List<String> command(Image pulled) throws IOException {
    List<String> override =
        plan.override(definition.name()).map(ContainerOverride::command).orElse(List.of());
    List<String> own = override.isEmpty() ? definition.command() : override;
    boolean ownEntry = !definition.entryPoint().isEmpty();
    List<String> line = new ArrayList<>(ownEntry ? definition.entryPoint() : pulled.entryPoint());
    line.addAll(!own.isEmpty() || ownEntry ? own : pulled.command());
    if (line.isEmpty()) {
      throw new IOException("no command specified");
    }
    return line;
  }

  private Consumer<String> output() {
    var logging = definition.logConfiguration();
    if (logging == null || logging.logDriver() != LogDriver.AWSLOGS) {
      return line -> {};
    }
    Map<String, String> options = logging.options();
    String group = options.getOrDefault("awslogs-group", "/ecs/" + plan.definition().family());
    String prefix = options.get("awslogs-stream-prefix");
    String stream = prefix == null ? plan.id() : prefix + "/" + definition.name() + "/" + plan.id();
    return line -> dock.logs().append(plan.place(), group, stream, line);
  }

  boolean started() {
    return program != null;
  }

  boolean essential() {
    return !Boolean.FALSE.equals(definition.essential());
  }

  CompletableFuture<Integer> exit() {
    return exit;
  }

  HealthStatus health() {
    Health checked = health;
    return checked == null ? HealthStatus.UNKNOWN : checked.status();
  }

  /** Its stop timeout is the program's time, not the clock's. */
  void stop() {
    Program running = program;
    if (running != null) {
      running.stop(
          Optional.ofNullable(definition.stopTimeout())
              .map(Duration::ofSeconds)
              .orElse(STOP_TIMEOUT));
      awaitTold();
    }
  }

  /** Nothing is written down of it any more. */
  private void awaitTold() {
    told.copy().completeOnTimeout(null, 30, TimeUnit.SECONDS).join();
  }

  void kill() {
    Program running = program;
    if (running != null) {
      running.kill();
      awaitTold();
    }
  }
}
