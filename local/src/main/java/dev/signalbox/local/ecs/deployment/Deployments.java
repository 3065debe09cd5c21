package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** The service deployments there were, each with what is known of it. */
public final class Deployments {
  /** As the API shows it. */
  record Kept(ObjectNode deployment) {}

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int ID = 21;

  private final Table<Kept> deployments;
  private final Clock clock;

  public Deployments(Store store, Clock clock) {
    this.deployments = store.table("ecs-service-deployments", Kept.class);
    this.clock = clock;
  }

  /**
   * @param configuration the service's deployment configuration as the API has it
   * @param sources the ARNs of the revisions that are replaced
   */
  public Report begin(
      Place place, Service service, ObjectNode configuration, List<String> sources, String target) {
    Strategy strategy = Strategy.of(configuration);
    String path = service.serviceArn().substring(service.serviceArn().indexOf('/') + 1);
    Instant now = clock.instant();
    ServiceDeployment deployment =
        ServiceDeployment.builder()
            .serviceDeploymentArn(place.arn("ecs", "service-deployment/" + path + "/" + id()))
            .serviceArn(service.serviceArn())
            .clusterArn(service.clusterArn())
            .createdAt(now)
            .startedAt(now)
            .updatedAt(now)
            .status(ServiceDeploymentStatus.IN_PROGRESS)
            .sourceServiceRevisions(sources.stream().map(Deployments::summary).toList())
            .targetServiceRevision(summary(target))
            .deploymentCircuitBreaker(
                it -> it.status(strategy.breaker() ? "MONITORING" : "DISABLED").failureCount(0))
            .alarms(
                ServiceDeploymentAlarms.builder()
                    .status(strategy.alarms().isEmpty() ? "DISABLED" : "MONITORING")
                    .alarmNames(strategy.alarms())
                    .build())
            .build();
    return new Report(deployments, clock, deployment, configuration);
  }

  private static String id() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID; i++) {
      id.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  private static ServiceRevisionSummary summary(String revision) {
    return ServiceRevisionSummary.builder().arn(revision).build();
  }

  /** As DescribeServiceDeployments shows it, but for counts of tasks. */
  public Optional<ObjectNode> find(String arn) {
    return deployments.get(arn).map(Kept::deployment);
  }

  public static ServiceDeployment deployment(ObjectNode json) {
    return Shapes.fill(ServiceDeployment.builder(), json).build();
  }

  /** Those of a service, the newest first. */
  public List<ServiceDeployment> of(String serviceArn) {
    return deployments
        .startingWith(serviceArn.replaceFirst(":service/", ":service-deployment/") + "/")
        .stream()
        .map(it -> deployment(it.deployment()))
        .sorted(Comparator.comparing(ServiceDeployment::createdAt).reversed())
        .toList();
  }

  /** Says of what a stop of {@code local} has cut off that it went no further. */
  public void cutOff(String arn) {
    deployments.update(
        arn,
        it -> {
          ObjectNode json = it.deployment().deepCopy();
          json.put("status", "ROLLBACK_SUCCESSFUL")
              .put("statusReason", "signalbox local was stopped");
          return new Kept(json);
        });
  }
}
