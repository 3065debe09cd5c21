package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers.Health;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** Where a task's containers stand in target groups. */
public final class Registration {
  private static final long LOOK_EVERY_MILLISECONDS = 50;
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final String NOT_IN_USE = "Target.NotInUse";

  /**
   * @param targetGroup its ARN
   */
  public record Registered(String targetGroup, Target target) {}

  private final Dock dock;
  private final Plan plan;
  private final List<CompletableFuture<Void>> drains = new ArrayList<>();
  private volatile List<Registered> registered = List.of();
  private volatile @Nullable Instant since;
  private volatile long sinceNanos;
  private volatile boolean proven;

  Registration(Dock dock, Plan plan) {
    this.dock = dock;
    this.plan = plan;
  }

  public List<Registered> all() {
    return registered;
  }

  void register(Ports ports) throws CannotStart {
    List<Registered> all = new ArrayList<>();
    since = dock.clock().instant();
    sinceNanos = System.nanoTime();
    for (LoadBalancer balancer : plan.balancers()) {
      if (balancer.targetGroupArn() == null) {
        continue;
      }
      int port = ports.port(balancer.containerName(), balancer.containerPort()).orElseThrow();
      Registered one = new Registered(balancer.targetGroupArn(), new Target(Ports.HOST, port));
      try {
        dock.balancers().register(one.targetGroup(), one.target());
      } catch (AwsError e) {
        throw new CannotStart(
            balancer.containerName(),
            "unable to register targets in (target-group %s): %s"
                .formatted(one.targetGroup(), e.getMessage()));
      }
      all.add(one);
    }
    registered = List.copyOf(all);
  }

  void deregister() {
    for (Registered one : registered) {
      CompletableFuture<Void> drained = new CompletableFuture<>();
      drains.add(drained);
      try {
        dock.balancers().deregister(one.targetGroup(), one.target(), () -> drained.complete(null));
      } catch (AwsError e) {
        drained.complete(null); // the target group is gone, and with it all that was sent there
      }
    }
  }

  /** Returns when nothing that was sent to the task before is under way any more. */
  void awaitDrained(BooleanSupplier hurried) {
    CompletableFuture<?> all = CompletableFuture.allOf(drains.toArray(CompletableFuture[]::new));
    while (!hurried.getAsBoolean()) {
      try {
        all.get(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // not yet
      } catch (ExecutionException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Whether every load balancer finds it healthy; a target group that no listener forwards to has
   * nobody who would look.
   */
  boolean healthy() {
    List<Health> all = registered.stream().map(this::health).toList();
    proven = proven || (!all.isEmpty() && all.stream().allMatch(Health::healthy));
    return all.stream().allMatch(it -> it.healthy() || unused(it));
  }

  private static boolean unused(Health health) {
    return health.reason().filter(NOT_IN_USE::equals).isPresent();
  }

  private Health health(Registered one) {
    try {
      return dock.balancers().health(one.targetGroup(), one.target());
    } catch (AwsError e) {
      return new Health("unused", Optional.of("Target.NotRegistered"), Optional.empty());
    }
  }

  /** Empty while no target group finds it unhealthy. */
  Optional<String> complaint() {
    for (Registered one : registered) {
      Health health = health(one);
      if (health.state().equals("unhealthy")) {
        return Optional.of(
            "failed ELB health checks in (target-group %s): %s"
                .formatted(one.targetGroup(), health.description().orElse("")));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it has been registered for longer than a new task may look unhealthy. However fast the
   * clock runs, a program starts in its own time.
   */
  public boolean olderThan(Duration grace) {
    Instant begun = since;
    boolean started =
        proven
            || dock.clock().scale() <= 1
            || System.nanoTime() - sinceNanos > LONGEST_START.toNanos();
    return begun != null && started && !dock.clock().instant().isBefore(begun.plus(grace));
  }
}
