package dev.signalbox.local.ecs;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Secrets;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.ecs.service.DeploymentOperations;
import dev.signalbox.local.ecs.service.ServiceOperations;
import dev.signalbox.local.ecs.service.Services;
import dev.signalbox.local.ecs.service.TaskSetOperations;
import dev.signalbox.local.ecs.service.TaskSetPort;
import dev.signalbox.local.ecs.task.BaseImages;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.Dock;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import dev.signalbox.local.ecs.task.Tasks;
import dev.signalbox.local.process.Tether;
import java.net.URI;
import java.util.function.Supplier;

/** ECS: services whose tasks are processes of this machine behind real load balancers. */
public final class Ecs implements AutoCloseable {
  private final Tether tether = new Tether();
  private final Tasks tasks;
  private final Services services;
  private final Service api = new Service("ecs");
  private final TaskSets taskSets;
  private final Resources resources;

  /** The services that tasks need and that need tasks. */
  public record Neighbours(
      Events events,
      Logs logs,
      Roles roles,
      Secrets secrets,
      Images images,
      LoadBalancers balancers,
      Alarms alarms,
      Invocations invocations) {}

  /**
   * @param address of the front door: what tasks reach AWS by
   */
  public Ecs(Store store, Clock clock, Neighbours neighbours, Supplier<URI> address) {
    Dock dock =
        new Dock(
            clock,
            new BaseImages(neighbours.images()),
            neighbours.roles(),
            neighbours.logs(),
            neighbours.secrets(),
            neighbours.balancers(),
            tether,
            store.directory("tasks"),
            address);
    Clusters clusters = new Clusters(store);
    TaskDefinitions definitions = new TaskDefinitions(store);
    tasks = new Tasks(store, neighbours.events(), dock);
    services =
        new Services(
            store,
            clock,
            neighbours.events(),
            tasks,
            definitions,
            new Services.Neighbours(
                neighbours.balancers(), neighbours.alarms(), neighbours.invocations()));
    TaskSetOperations sets = new TaskSetOperations(services, clusters);
    taskSets = new TaskSetPort(services, clusters, sets);
    ClusterOperations clusterOperations = new ClusterOperations(clusters, services, tasks);
    clusterOperations.addTo(api);
    TaskDefinitionOperations definitionOperations =
        new TaskDefinitionOperations(definitions, clock);
    definitionOperations.addTo(api);
    new TaskOperations(tasks, clusters, definitions).addTo(api);
    ServiceOperations serviceOperations = new ServiceOperations(services, clusters);
    serviceOperations.addTo(api);
    sets.addTo(api);
    resources =
        new EcsResources(
            clusters, definitions, clusterOperations, definitionOperations, serviceOperations);
    new DeploymentOperations(services, clusters).addTo(api);
  }

  public Service api() {
    return api;
  }

  public Resources resources() {
    return resources;
  }

  public TaskSets taskSets() {
    return taskSets;
  }

  /** Starts the tasks of the services that a stop has left behind. */
  public void start() {
    tasks.start();
    services.start();
  }

  /** Ends every task and waits until all are gone. */
  @Override
  public void close() {
    services.close();
    tasks.close();
    tether.close();
  }
}
