package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.ecs.deployment.Deployments;
import dev.signalbox.local.ecs.deployment.Revisions;
import dev.signalbox.local.ecs.task.EcsError;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import dev.signalbox.local.ecs.task.Tasks;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.model.Service;

/** The services of every place and those who look after them. */
public final class Services implements AutoCloseable {
  /** The services that deployments ask. */
  public record Neighbours(LoadBalancers balancers, Alarms alarms, Invocations invocations) {}

  private final Yard yard;
  private final Map<String, Steward> stewards = new ConcurrentHashMap<>();

  public Services(
      Store store,
      Clock clock,
      Events events,
      Tasks tasks,
      TaskDefinitions definitions,
      Neighbours neighbours) {
    yard =
        new Yard(
            clock,
            events,
            tasks,
            definitions,
            neighbours.balancers(),
            neighbours.alarms(),
            neighbours.invocations(),
            new Revisions(store, clock),
            new Deployments(store, clock),
            new ServiceRecords(store));
  }

  /** Takes up the services that a stop of {@code local} left behind. */
  public void start() {
    for (ServiceRecords.Kept kept : yard.records().all()) {
      Steward steward =
          new Steward(yard, kept.place(), kept.cluster(), kept.model(), kept.configuration());
      stewards.put(key(kept.place(), kept.cluster(), kept.model().serviceName()), steward);
      if (!kept.model().status().equals("INACTIVE")) {
        steward.start();
      }
    }
  }

  private static String key(Place place, String cluster, String name) {
    return place.key(cluster + "/" + name);
  }

  /**
   * @throws AwsError InvalidParameterException when there is an active one of that name
   */
  synchronized void add(Place place, String cluster, NewService.Made made) {
    Service model = made.model();
    String key = key(place, cluster, model.serviceName());
    Steward before = stewards.get(key);
    if (before != null && before.isActive()) {
      throw EcsError.invalid("Creation of service was not idempotent.");
    }
    if (before != null && before.model().status().equals("DRAINING")) {
      throw EcsError.invalid("Unable to Start a service that is still Draining.");
    }
    Steward steward = new Steward(yard, place, cluster, model, made.configuration());
    stewards.put(key, steward);
    steward.change(it -> it);
    steward.manner().created(made.asked());
    steward.start();
  }

  /**
   * @param nameOrArn of the service
   */
  Optional<Steward> find(Place place, String cluster, String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    return Optional.ofNullable(stewards.get(key(place, cluster, name)));
  }

  /**
   * @throws AwsError ServiceNotFoundException, ServiceNotActiveException
   */
  Steward active(Place place, String cluster, String nameOrArn) {
    Steward steward = find(place, cluster, nameOrArn).orElseThrow(EcsError::serviceNotFound);
    if (!steward.isActive()) {
      throw EcsError.serviceNotActive();
    }
    return steward;
  }

  /** Active or draining, by name. */
  List<Steward> of(Place place, String cluster) {
    return stewards.values().stream()
        .filter(it -> it.place().equals(place) && it.cluster().equals(cluster))
        .filter(it -> !it.model().status().equals("INACTIVE"))
        .sorted(Comparator.comparing(it -> it.model().serviceName()))
        .toList();
  }

  /** How many services the cluster has that are not gone. */
  public int count(Place place, String cluster) {
    return of(place, cluster).size();
  }

  Yard yard() {
    return yard;
  }

  @Override
  public void close() {
    stewards.values().forEach(Steward::close);
  }
}
