package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ResolvedConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What services were at each of their deployments; that does not change any more. */
public final class Revisions {
  /** As the API shows it. */
  record Kept(ObjectNode revision) {}

  private final Table<Kept> revisions;
  private final Clock clock;

  public Revisions(Store store, Clock clock) {
    this.revisions = store.table("ecs-service-revisions", Kept.class);
    this.clock = clock;
  }

  /**
   * @param configured the load balancers as the service has them
   * @param resolved the same with the target groups this revision uses
   */
  public ServiceRevision make(
      Place place,
      Service service,
      TaskDefinition definition,
      List<LoadBalancer> configured,
      List<LoadBalancer> resolved) {
    long number = ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    String cluster = service.clusterArn().substring(service.clusterArn().lastIndexOf('/') + 1);
    ServiceRevision revision =
        ServiceRevision.builder()
            .serviceRevisionArn(
                place.arn(
                    "ecs",
                    "service-revision/" + cluster + "/" + service.serviceName() + "/" + number))
            .serviceArn(service.serviceArn())
            .clusterArn(service.clusterArn())
            .taskDefinition(definition.taskDefinitionArn())
            .launchType(service.launchType())
            .platformVersion(service.platformVersion())
            .networkConfiguration(service.networkConfiguration())
            .loadBalancers(configured)
            .containerImages(
                definition.containerDefinitions().stream()
                    .map(it ->
                        ContainerImage.builder().containerName(it.name()).image(it.image()).build())
                    .toList())
            .resolvedConfiguration(
                ResolvedConfiguration.builder()
                    .loadBalancers(resolved.stream().map(Revisions::resolved).toList())
                    .build())
            .createdAt(clock.instant())
            .build();
    revisions.put(revision.serviceRevisionArn(), new Kept(Shapes.json(revision)));
    return revision;
  }

  private static ServiceRevisionLoadBalancer resolved(LoadBalancer balancer) {
    return ServiceRevisionLoadBalancer.builder()
        .targetGroupArn(balancer.targetGroupArn())
        .productionListenerRule(
            Optional.ofNullable(balancer.advancedConfiguration())
                .map(it -> it.productionListenerRule())
                .orElse(null))
        .build();
  }

  public Optional<ServiceRevision> find(String arn) {
    return revisions
        .get(arn)
        .map(it -> Shapes.fill(ServiceRevision.builder(), it.revision()).build());
  }

  /** The load balancers with the target groups that the revision uses. */
  public static List<LoadBalancer> balancers(ServiceRevision revision) {
    List<ServiceRevisionLoadBalancer> used = revision.resolvedConfiguration().loadBalancers();
    List<LoadBalancer> configured = revision.loadBalancers();
    return IntStream.range(0, configured.size())
        .mapToObj(
            i -> configured.get(i).toBuilder().targetGroupArn(used.get(i).targetGroupArn()).build())
        .toList();
  }

  /** The id by which its tasks say what started them. */
  public static String fleet(String arn) {
    return "ecs-svc/" + arn.substring(arn.lastIndexOf('/') + 1);
  }
}
