package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/** A container's health check, run again and again for as long as the container does. */
final class Health {
  private static final Duration SHORTEST_REST = Duration.ofMillis(200);

  private final Dock dock;
  private final HealthCheck check;
  private final Path root;
  private final Path directory;
  private final Map<String, String> environment;
  private final Runnable changed;
  private volatile HealthStatus status = HealthStatus.UNKNOWN;
  private volatile boolean ended;
  private volatile Clock.Wait next = () -> {};
  private Instant begun = Instant.EPOCH;
  private int failures;

  Health(
      Dock dock,
      HealthCheck check,
      Path root,
      Path directory,
      Map<String, String> environment,
      Runnable changed) {
    this.dock = dock;
    this.check = check;
    this.root = root;
    this.directory = directory;
    this.environment = environment;
    this.changed = changed;
  }

  HealthStatus status() {
    return status;
  }

  void begin() {
    begun = dock.clock().instant();
    wait(seconds(check.interval(), 30));
  }

  void end() {
    ended = true;
    next.cancel();
  }

  private void wait(Duration interval) {
    // However fast the clock runs, the machine needs time for other things than looking.
    Duration least =
        Duration.ofNanos((long) (SHORTEST_REST.toNanos() * Math.max(1, dock.clock().scale())));
    next = dock.clock().after(interval.compareTo(least) < 0 ? least : interval, this::look);
  }

  private void look() {
    if (ended) {
      return;
    }
    HealthStatus found = succeeds() ? healthy() : failed();
    if (found != status && !ended) {
      status = found;
      changed.run();
    }
    if (!ended) {
      wait(seconds(check.interval(), 30));
    }
  }

  private HealthStatus healthy() {
    failures = 0;
    return HealthStatus.HEALTHY;
  }

  /** What fails while the container still starts does not count. */
  private HealthStatus failed() {
    Instant grace = begun.plus(seconds(check.startPeriod(), 0));
    if (status == HealthStatus.UNKNOWN && dock.clock().instant().isBefore(grace)) {
      return status;
    }
    failures++;
    return failures >= Optional.ofNullable(check.retries()).orElse(3)
        ? HealthStatus.UNHEALTHY
        : status;
  }

  private boolean succeeds() {
    @Nullable Program program = null;
    try {
      Path own = root.resolveSibling(root.getFileName() + ".check");
      program =
          new Program(root, own, directory, command(), environment, dock.tether(), line -> {});
      return program.exit().get(seconds(check.timeout(), 5).toMillis(), TimeUnit.MILLISECONDS) == 0;
    } catch (IOException | ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      if (program != null) {
        program.kill();
      }
    }
  }

  private List<String> command() {
    List<String> given = check.command();
    return switch (given.getFirst()) {
      case "CMD" -> given.subList(1, given.size());
      case "CMD-SHELL" ->
          List.of("/bin/sh", "-c", String.join(" ", given.subList(1, given.size())));
      default -> given;
    };
  }

  private static Duration seconds(@Nullable Integer given, int usual) {
    return Duration.ofSeconds(Optional.ofNullable(given).orElse(usual));
  }
}
