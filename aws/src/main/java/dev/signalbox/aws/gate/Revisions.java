package dev.signalbox.aws.gate;

import dev.signalbox.core.gate.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/** Service revisions and the load balancing that ECS has given them. */
final class Revisions {
  private Revisions() {}

  static Subject.Version version(
      String arn, List<ServiceRevision> revisions, Optional<Double> weight) {
    return new Subject.Version(
        arn,
        resolved(arn, revisions).map(ServiceRevisionLoadBalancer::targetGroupArn).findFirst(),
        weight);
  }

  /** The rules through which a revision is reached. */
  static Subject.Listeners listeners(String arn, List<ServiceRevision> revisions) {
    return new Subject.Listeners(
        resolved(arn, revisions)
            .map(ServiceRevisionLoadBalancer::productionListenerRule)
            .filter(Objects::nonNull)
            .findFirst(),
        named(arn, revisions)
            .flatMap(revision -> revision.loadBalancers().stream())
            .map(LoadBalancer::advancedConfiguration)
            .filter(Objects::nonNull)
            .map(AdvancedConfiguration::testListenerRule)
            .filter(Objects::nonNull)
            .findFirst());
  }

  private static Stream<ServiceRevision> named(String arn, List<ServiceRevision> revisions) {
    return revisions.stream().filter(revision -> arn.equals(revision.serviceRevisionArn()));
  }

  private static Stream<ServiceRevisionLoadBalancer> resolved(
      String arn, List<ServiceRevision> revisions) {
    return named(arn, revisions)
        .map(ServiceRevision::resolvedConfiguration)
        .filter(Objects::nonNull)
        .flatMap(configuration -> configuration.loadBalancers().stream())
        .filter(balancer -> balancer.targetGroupArn() != null);
  }
}
