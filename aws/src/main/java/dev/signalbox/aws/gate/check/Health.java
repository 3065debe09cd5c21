package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TargetStates;
import dev.signalbox.core.gate.check.TargetStates.Sample;
import dev.signalbox.core.gate.check.TargetStates.Target;
import dev.signalbox.core.gate.check.TaskCounts;
import dev.signalbox.core.gate.check.TasksStable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Looks at what runs: its targets and its tasks. */
record Health(Services services, Watching watching) {
  Observation targets(TargetHealth probe, Subject subject, Instant deadline)
      throws InterruptedException {
    Optional<String> group = subject.green().flatMap(Subject.Version::targetGroup);
    if (group.isEmpty()) {
      return new Observation.Missing("The new version has no target group yet");
    }
    String arn = new Front(services.loadBalancers()).targetGroup(group.get());
    return watching.watch(
        probe, probe.steady().every(), deadline, () -> sample(arn), TargetStates::new);
  }

  Sample sample(String arn) {
    Instant at = watching.clock().instant();
    return new Sample(
        at,
        Calls.call(
                "look at the health of " + arn,
                "The gate's role needs elasticloadbalancing:DescribeTargetHealth",
                () -> services.loadBalancers().describeTargetHealth(r -> r.targetGroupArn(arn)))
            .targetHealthDescriptions()
            .stream()
            .map(Health::target)
            .sorted(Comparator.comparing(Target::id))
            .toList());
  }

  private static Target target(TargetHealthDescription target) {
    return new Target(
        target.target().id() + (target.target().port() == null ? "" : ":" + target.target().port()),
        String.valueOf(target.targetHealth().stateAsString()),
        Optional.ofNullable(target.targetHealth().reasonAsString()));
  }

  Observation tasks(TasksStable probe, Subject subject, Instant deadline)
      throws InterruptedException {
    if (!(subject.workload() instanceof Subject.Service service)) {
      return new Observation.Missing("A function has no tasks");
    }
    if (subject.green().isEmpty()) {
      return new Observation.Missing("The new version has no tasks yet");
    }
    String green = subject.green().get().id();
    return watching.watch(
        probe,
        probe.steady().every(),
        deadline,
        () -> green.startsWith("arn:") ? revision(subject, green) : taskSet(service, green),
        TaskCounts::new);
  }

  TaskCounts.Sample taskSet(Subject.Service service, String id) {
    Instant at = watching.clock().instant();
    List<TaskSet> sets =
        Calls.call(
                "look at task set " + id,
                "The gate's role needs ecs:DescribeTaskSets",
                () ->
                    services
                        .ecs()
                        .describeTaskSets(r ->
                            r.cluster(service.cluster()).service(service.service()).taskSets(id)))
            .taskSets();
    TaskSet set =
        sets.stream().findFirst().orElseThrow(() -> new Refused("There is no task set " + id));
    return new TaskCounts.Sample(
        at,
        set.computedDesiredCount(),
        set.runningCount(),
        set.pendingCount(),
        Optional.ofNullable(set.stabilityStatusAsString()));
  }

  /** A revision's tasks are counted by the deployment that brings it. */
  private TaskCounts.Sample revision(Subject subject, String arn) {
    Instant at = watching.clock().instant();
    String deployment = subject.hook().deployment();
    ServiceRevisionSummary revision =
        Calls.call(
                "look at deployment " + deployment,
                "The gate's role needs ecs:DescribeServiceDeployments",
                () ->
                    services
                        .ecs()
                        .describeServiceDeployments(r -> r.serviceDeploymentArns(deployment)))
            .serviceDeployments()
            .stream()
            .map(found -> found.targetServiceRevision())
            .filter(found -> found != null && arn.equals(found.arn()))
            .findFirst()
            .orElseThrow(
                () -> new Refused("Deployment %s does not bring %s".formatted(deployment, arn)));
    return new TaskCounts.Sample(
        at,
        revision.requestedTaskCount(),
        revision.runningTaskCount(),
        revision.pendingTaskCount(),
        Optional.empty());
  }
}
