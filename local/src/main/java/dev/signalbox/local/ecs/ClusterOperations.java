package dev.signalbox.local.ecs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.ecs.service.Services;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import dev.signalbox.local.ecs.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The operations on clusters. */
record ClusterOperations(Clusters clusters, Services services, Tasks tasks) {
  private static final Paging PAGES =
      new Paging("clusters", 100, 100, () -> EcsError.invalid("Invalid token."));

  void addTo(Service service) {
    service
        .on("CreateCluster", CreateClusterRequest::builder, this::create)
        .on("DescribeClusters", DescribeClustersRequest::builder, this::describe)
        .on("ListClusters", ListClustersRequest::builder, this::list)
        .on("DeleteCluster", DeleteClusterRequest::builder, this::delete);
  }

  /** One that is there already is as good as created. */
  CreateClusterResponse create(Caller caller, CreateClusterRequest request) {
    String name = Clusters.name(request.clusterName());
    if (!name.matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsError.invalid(
          "Cluster name should contain up to 255 letters, numbers, hyphens, and underscores.");
    }
    Cluster cluster =
        clusters
            .find(caller.place(), name)
            .orElseGet(() ->
                Cluster.builder()
                    .clusterName(name)
                    .clusterArn(Clusters.arn(caller.place(), name))
                    .status("ACTIVE")
                    .settings(request.settings())
                    .configuration(request.configuration())
                    .capacityProviders(request.capacityProviders())
                    .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy())
                    .tags(request.tags())
                    .build());
    clusters.put(caller.place(), cluster);
    return CreateClusterResponse.builder().cluster(counted(caller.place(), cluster)).build();
  }

  private Cluster counted(Place place, Cluster cluster) {
    List<Task> all = tasks.of(place, cluster.clusterName());
    return cluster.toBuilder()
        .activeServicesCount(services.count(place, cluster.clusterName()))
        .runningTasksCount(
            (int) all.stream().filter(it -> it.lastStatus().equals("RUNNING")).count())
        .pendingTasksCount(
            (int) all.stream().filter(it -> it.lastStatus().equals("PENDING")).count())
        .registeredContainerInstancesCount(0)
        .build();
  }

  private DescribeClustersResponse describe(Caller caller, DescribeClustersRequest request) {
    List<String> wanted = request.clusters().isEmpty() ? List.of("default") : request.clusters();
    List<Cluster> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String name : wanted) {
      Optional<Cluster> cluster = clusters.find(caller.place(), name);
      cluster.ifPresentOrElse(
          it -> found.add(counted(caller.place(), it)),
          () ->
              missing.add(
                  Failure.builder()
                      .arn(Clusters.arn(caller.place(), Clusters.name(name)))
                      .reason("MISSING")
                      .build()));
    }
    return DescribeClustersResponse.builder().clusters(found).failures(missing).build();
  }

  private ListClustersResponse list(Caller caller, ListClustersRequest request) {
    List<String> arns = clusters.of(caller.place()).stream().map(Cluster::clusterArn).toList();
    Page<String> page = PAGES.page(arns, request.maxResults(), request.nextToken());
    return ListClustersResponse.builder().clusterArns(page.items()).nextToken(page.next()).build();
  }

  private DeleteClusterResponse delete(Caller caller, DeleteClusterRequest request) {
    String name = clusters.existing(caller.place(), request.cluster());
    Cluster cluster = clusters.find(caller.place(), name).orElseThrow();
    if (services.count(caller.place(), name) > 0) {
      throw AwsError.of(
          "ClusterContainsServicesException",
          "The Cluster cannot be deleted while Services are active.");
    }
    if (tasks.of(caller.place(), name).stream()
        .anyMatch(it -> !it.lastStatus().equals("STOPPED"))) {
      throw AwsError.of(
          "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
    }
    clusters.remove(caller.place(), name);
    return DeleteClusterResponse.builder()
        .cluster(cluster.toBuilder().status("INACTIVE").build())
        .build();
  }
}
