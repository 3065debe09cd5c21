package dev.signalbox.local.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** Who looks after one service: again and again, and at once when one of its tasks changes. */
final class Steward implements AutoCloseable {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(200);
  private static final int MOST_EVENTS = 100;
  private static final Logger LOG = LoggerFactory.getLogger(Steward.class);

  private final Yard yard;
  private final Place place;
  private final String cluster;
  private final Semaphore nudges = new Semaphore(1);
  private final Map<String, Fleet> fleets = new ConcurrentHashMap<>();
  private volatile Service model;
  private volatile ObjectNode configuration;
  private volatile boolean closed;
  private volatile String trouble = "";
  private final Manner manner;

  /**
   * @param model the service as the API shows it
   * @param configuration its deployment configuration, with what is newer than the SDK
   */
  Steward(Yard yard, Place place, String cluster, Service model, ObjectNode configuration) {
    this.yard = yard;
    this.place = place;
    this.cluster = cluster;
    this.model = model;
    this.configuration = configuration;
    this.manner = Manner.of(this, yard);
  }

  /** Takes up what is remembered of the service, and looks after it from now on. */
  void start() {
    manner.resume();
    Thread.ofVirtual().name("service " + model.serviceName()).start(this::live);
  }

  private void live() {
    while (!closed) {
      try {
        nudges.tryAcquire(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        nudges.drainPermits();
        look();
        trouble = "";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        tell(e);
      }
    }
  }

  /** A mistake of ours is said once, and is no reason to leave the service alone. */
  private void tell(RuntimeException e) {
    if (!trouble.equals(e.toString())) {
      trouble = e.toString();
      LOG.error("Service {} of {} cannot be looked after", model.serviceName(), cluster, e);
    }
  }

  private synchronized void look() {
    if (closed) {
      return;
    }
    fleets.values().forEach(Fleet::tend);
    manner.look();
    if (model.status().equals("DRAINING") && fleets.values().stream().allMatch(Fleet::isEmpty)) {
      fleets.clear();
      change(it -> it.status("INACTIVE").taskSets(List.of()).deployments(List.of()));
      close();
    }
  }

  void nudge() {
    nudges.release();
  }

  Place place() {
    return place;
  }

  String cluster() {
    return cluster;
  }

  /** Without what changes by itself, such as counts. */
  Service model() {
    return model;
  }

  ObjectNode configuration() {
    return configuration;
  }

  /** From the next deployment on. */
  void configure(ObjectNode given) {
    configuration = given;
    change(it -> it);
  }

  /** As the API shows it now. */
  Service described() {
    int running = fleets.values().stream().mapToInt(Fleet::running).sum();
    int pending = fleets.values().stream().mapToInt(Fleet::pending).sum();
    return manner.described(model.toBuilder().runningCount(running).pendingCount(pending)).build();
  }

  Manner manner() {
    return manner;
  }

  synchronized void change(UnaryOperator<Service.Builder> change) {
    model = change.apply(model.toBuilder()).build();
    yard.records().put(place, cluster, model, configuration);
    nudge();
  }

  boolean isActive() {
    return model.status().equals("ACTIVE");
  }

  /** Ends all its tasks; the service is INACTIVE when the last has ended. */
  synchronized void delete() {
    manner.end();
    fleets.values().forEach(it -> it.want(0));
    change(it -> it.status("DRAINING").desiredCount(0));
  }

  /** The tasks of one version, made when it is asked for first. */
  Fleet fleet(String id, String taskDefinition, List<LoadBalancer> balancers, String launchType) {
    return fleets.computeIfAbsent(
        id,
        key ->
            new Fleet(
                new Crew(
                    place,
                    cluster,
                    model.serviceName(),
                    id,
                    yard.definitions().find(place, taskDefinition).orElseThrow(),
                    balancers,
                    launchType,
                    grace()),
                yard.tasks(),
                yard.clock(),
                this::nudge,
                this::say));
  }

  private Duration grace() {
    return Duration.ofSeconds(Optional.ofNullable(model.healthCheckGracePeriodSeconds()).orElse(0));
  }

  Optional<Fleet> fleet(String id) {
    return Optional.ofNullable(fleets.get(id));
  }

  Collection<Fleet> fleets() {
    return fleets.values();
  }

  void dismiss(String id) {
    fleets.remove(id);
  }

  /** One more of the service's events. */
  synchronized void say(String message) {
    List<ServiceEvent> events = new ArrayList<>(model.events());
    events.addFirst(
        ServiceEvent.builder()
            .id(UUID.randomUUID().toString())
            .createdAt(yard.clock().instant())
            .message("(service " + model.serviceName() + ") " + message)
            .build());
    model =
        model.toBuilder().events(events.subList(0, Math.min(MOST_EVENTS, events.size()))).build();
    yard.records().put(place, cluster, model, configuration);
  }

  TaskDefinitions definitions() {
    return yard.definitions();
  }

  /** Looks after it no more; its tasks go on. */
  @Override
  public void close() {
    closed = true;
    manner.end();
    nudge();
  }
}
