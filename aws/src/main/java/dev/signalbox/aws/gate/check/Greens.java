package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Subject;
import java.util.Optional;

/** What runs as green. */
record Greens(Services services) {
  /** The task definition that green is of, as family:revision. */
  Optional<String> taskDefinition(Subject subject) {
    return switch (subject.workload()) {
      case Subject.Function _ -> Optional.empty();
      case Subject.Service service ->
          subject
              .green()
              .flatMap(green -> taskDefinitionArn(service, green))
              .map(arn -> arn.substring(arn.lastIndexOf('/') + 1));
    };
  }

  Optional<String> taskDefinitionArn(Subject.Service service, Subject.Version green) {
    return green.id().startsWith("arn:") ? ofRevision(green.id()) : ofTaskSet(service, green.id());
  }

  private Optional<String> ofTaskSet(Subject.Service service, String id) {
    return Calls.call(
            "look at task set " + id,
            "The gate's role needs ecs:DescribeTaskSets",
            () ->
                services
                    .ecs()
                    .describeTaskSets(
                        r -> r.cluster(service.cluster()).service(service.service()).taskSets(id)))
        .taskSets()
        .stream()
        .findFirst()
        .map(set -> set.taskDefinition());
  }

  private Optional<String> ofRevision(String arn) {
    return Calls.call(
            "look at service revision " + arn,
            "The gate's role needs ecs:DescribeServiceRevisions",
            () -> services.ecs().describeServiceRevisions(r -> r.serviceRevisionArns(arn)))
        .serviceRevisions()
        .stream()
        .findFirst()
        .map(revision -> revision.taskDefinition());
  }
}
