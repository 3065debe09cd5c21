package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.AlarmStates.Alarm;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Need;
import dev.signalbox.core.gate.check.Need.Lack;
import dev.signalbox.core.gate.check.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.LoadBalancerInfo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/**
 * Looks whether what checks need is there, with the very calls that they will make: those tell what
 * no policy tells. Of what there is it asks as little as it can.
 */
record Scout(
    Services services,
    Health health,
    AlarmInstrument alarms,
    MetricInstrument metrics,
    LogInstrument logs,
    ImageInstrument images,
    CustomInstrument functions) {
  private static final int MOST_ALARMS = 100;

  List<Lack> lacking(Set<Need> needs, Subject subject) {
    List<Lack> lacks = new ArrayList<>(alarms(needs));
    needs.stream()
        .filter(need -> !(need instanceof Need.Alarm))
        .sorted(Comparator.comparing(Need::toString))
        .forEach(need ->
            instead(() -> lacking(need, subject))
                .map(o -> new Lack(need, o))
                .ifPresent(lacks::add));
    return lacks;
  }

  /** What may work the next time is left to the checks. */
  private static Optional<Observation> instead(Supplier<Optional<Observation>> look) {
    try {
      return look.get();
    } catch (Refused e) {
      return Optional.of(new Observation.Unmeasured(e.reason()));
    } catch (Unavailable e) {
      return Optional.empty();
    }
  }

  private Optional<Observation> lacking(Need need, Subject subject) {
    return switch (need) {
      case Need.Listener(var which) -> listener(which, subject);
      case Need.TargetGroups _ -> groups(subject);
      case Need.Targets _ ->
          there(() -> known(subject).stream().limit(1).forEach(group -> targets(group)));
      case Need.TaskCounts _ ->
          ofService(
              subject,
              "A function has no tasks",
              (service, version) -> {
                if (!version.id().startsWith("arn:")) {
                  health.taskSet(service, version.id());
                }
              });
      case Need.Tasks _ ->
          subject.workload() instanceof Subject.Function
              ? Optional.empty()
              : ofService(
                  subject,
                  "There are no tasks",
                  (service, version) -> new Tasks(services).running(service, version));
      case Need.Scans _ ->
          ofService(subject, "A function has no images that ECR scans", images::findings);
      case Need.Numbers(var query) ->
          there(() ->
              serving(subject)
                  .filter(v -> v.targetGroup().isPresent() || !query.leavesOpen())
                  .ifPresent(version -> metrics.tried(query, subject, version)));
      case Need.Log(var group, var pattern) -> logs.tried(group, pattern);
      case Need.Function(var name) -> there(() -> functions.tried(name));
      case Need.Alarm _ -> Optional.empty();
    };
  }

  private static Optional<Observation> there(Runnable look) {
    look.run();
    return Optional.empty();
  }

  /** The one that is there already: it serves, or at the first deployment it is to serve. */
  private static Optional<Subject.Version> serving(Subject subject) {
    return subject.blue().or(subject::green);
  }

  private interface Look {
    void at(Subject.Service service, Subject.Version version);
  }

  private static Optional<Observation> ofService(Subject subject, String none, Look look) {
    if (!(subject.workload() instanceof Subject.Service service)) {
      return Optional.of(new Observation.Missing(none));
    }
    serving(subject).ifPresent(version -> look.at(service, version));
    return Optional.empty();
  }

  private Optional<Observation> listener(Http.Listener which, Subject subject) {
    Optional<String> named = HttpInstrument.named(which, subject);
    if (named.isEmpty()) {
      return isYetToCome(subject) ? Optional.empty() : Optional.of(HttpInstrument.missing(which));
    }
    var front = new Front(services.loadBalancers());
    Listener listener = front.listener(named.get());
    front.address(listener);
    front.weights(listener, new Asked("GET", "", "/", Map.of()));
    return Optional.empty();
  }

  /** ECS says only of a revision that runs what it has given it. */
  private static boolean isYetToCome(Subject subject) {
    return subject.hook() instanceof Hook.Ecs
        && subject.moment().compareTo(Moment.AFTER_INSTALL) < 0;
  }

  private Optional<Observation> groups(Subject subject) {
    List<String> groups = known(subject);
    if (groups.isEmpty() && !isYetToCome(subject)) {
      return Optional.of(
          new Observation.Missing(
              "There is no target group: the deployment has no load balancer that could tell"
                  + " versions apart"));
    }
    groups.forEach(new Front(services.loadBalancers())::knownGroup);
    return Optional.empty();
  }

  private void targets(String group) {
    health.sample(new Front(services.loadBalancers()).targetGroup(group));
  }

  /** Those of both versions, the one that is not there yet included. */
  private List<String> known(Subject subject) {
    List<String> told =
        Stream.of(subject.blue(), subject.green())
            .flatMap(Optional::stream)
            .flatMap(version -> version.targetGroup().stream())
            .toList();
    return told.size() == 2
        ? told
        : Stream.concat(told.stream(), pair(subject)).distinct().toList();
  }

  private Stream<String> pair(Subject subject) {
    return switch (subject.hook()) {
      case Hook.Ecs _ -> Stream.empty();
      case Hook.CodeDeploy(var deployment, _) ->
          Optional.ofNullable(loadBalancing(deployment)).stream()
              .flatMap(info -> info.targetGroupPairInfoList().stream())
              .flatMap(pair -> pair.targetGroups().stream())
              .map(group -> group.name());
    };
  }

  private @Nullable LoadBalancerInfo loadBalancing(String deployment) {
    return Calls.call(
        "look at deployment " + deployment,
        "The gate's role needs codedeploy:GetDeployment",
        () ->
            services
                .codeDeploy()
                .getDeployment(r -> r.deploymentId(deployment))
                .deploymentInfo()
                .loadBalancerInfo());
  }

  /** All of them with as few calls as there can be. */
  private List<Lack> alarms(Set<Need> needs) {
    List<Need.Alarm> asked =
        needs.stream()
            .flatMap(need -> need instanceof Need.Alarm alarm ? Stream.of(alarm) : Stream.empty())
            .sorted(Comparator.comparing(Need.Alarm::name))
            .toList();
    List<Lack> lacks = new ArrayList<>();
    for (int i = 0; i < asked.size(); i += MOST_ALARMS) {
      lacks.addAll(some(asked.subList(i, Math.min(asked.size(), i + MOST_ALARMS))));
    }
    return lacks;
  }

  private List<Lack> some(List<Need.Alarm> asked) {
    try {
      Set<String> there =
          alarms.sample(asked.stream().map(Need.Alarm::name).toList()).alarms().stream()
              .map(Alarm::name)
              .collect(Collectors.toSet());
      return asked.stream()
          .filter(alarm -> !there.contains(alarm.name()))
          .map(alarm ->
              new Lack(
                  alarm, new Observation.Missing("There is no alarm '%s'".formatted(alarm.name()))))
          .toList();
    } catch (Refused e) {
      return asked.stream()
          .map(alarm -> new Lack(alarm, new Observation.Unmeasured(e.reason())))
          .toList();
    } catch (Unavailable e) {
      return List.of();
    }
  }
}
