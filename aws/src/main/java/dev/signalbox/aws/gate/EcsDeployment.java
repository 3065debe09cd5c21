package dev.signalbox.aws.gate;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.gate.HookDeadlines.Described;
import dev.signalbox.core.gate.Asked;
import dev.signalbox.core.gate.Deployments;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * A service deployment of ECS's that asks.
 *
 * @param function the gate's, by whose name the deployment knows its hook
 * @param since when it asked first
 * @param patience how long ECS waits for the hook
 */
public record EcsDeployment(
    EcsClient ecs,
    EcsCall call,
    AccountId account,
    Region region,
    String function,
    Instant since,
    Duration patience)
    implements Deployments<Hook.Ecs> {
  private static final Set<String> ENDED =
      Set.of("SUCCESSFUL", "STOPPED", "STOP_REQUESTED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");
  private static final Pattern SERVICE = Pattern.compile("arn:[^/]+:service/([^/]+)/([^/]+)");

  /** In which time the verdict has to reach ECS, which asks but now and then. */
  private static final Duration RESERVE = Duration.ofMinutes(2);

  @Override
  public Asked ask(Hook.Ecs hook) {
    if (call.goesBackByItsWeights()) {
      return new Asked.Rollback("all traffic of %s goes back".formatted(hook.deployment()));
    }
    Described described = described(hook);
    List<ServiceDeployment> found = described.response().serviceDeployments();
    if (found.isEmpty()) {
      return new Asked.Unclear("ECS knows no deployment " + hook.deployment());
    }
    ServiceDeployment deployment = found.getFirst();
    String status = deployment.statusAsString();
    if (ENDED.contains(status)) {
      return new Asked.Over("%s is %s".formatted(hook.deployment(), status));
    }
    if (status.startsWith("ROLLBACK")) {
      return new Asked.Rollback("%s is %s".formatted(hook.deployment(), status));
    }
    return Moment.ofStage(hook.stage())
        .<Asked>map(moment -> open(hook, moment, deployment, limit(described)))
        .orElseGet(
            () -> new Asked.Unclear("Stage '%s' is none that gates know".formatted(hook.stage())));
  }

  @Override
  public boolean isOver(Hook.Ecs hook) {
    return described(hook).response().serviceDeployments().stream()
        .anyMatch(d -> ENDED.contains(d.statusAsString()));
  }

  private Described described(Hook.Ecs hook) {
    return Calls.call(
        "ask ECS about " + hook.deployment(),
        "The gate's role needs ecs:DescribeServiceDeployments for it",
        () -> HookDeadlines.ask(ecs, hook.deployment(), function));
  }

  /** When ECS stops waiting: what it says itself counts, where that is earlier. */
  private Instant limit(Described described) {
    Instant usual = since.plus(patience);
    return described.until().filter(until -> until.isBefore(usual)).orElse(usual);
  }

  private Asked open(Hook.Ecs hook, Moment moment, ServiceDeployment deployment, Instant limit) {
    String arn = call.service().orElse(String.valueOf(deployment.serviceArn()));
    Matcher service = SERVICE.matcher(arn);
    if (!service.matches()) {
      return new Asked.Unclear("'%s' is no service".formatted(arn));
    }
    String green =
        call.target().orElseGet(() -> String.valueOf(deployment.targetServiceRevision().arn()));
    Optional<String> blue =
        deployment.sourceServiceRevisions().stream()
            .map(ServiceRevisionSummary::arn)
            .filter(source -> !green.equals(source))
            .findFirst();
    List<ServiceRevision> revisions = revisions(green, blue);
    return new Asked.Open(
        new Subject(
            hook,
            account,
            region,
            new Guarded.Service(service.group(1), service.group(2)),
            moment,
            new Subject.Service(service.group(1), service.group(2)),
            blue.map(b -> Revisions.version(b, revisions, weight(b, deployment))),
            Optional.of(Revisions.version(green, revisions, weight(green, deployment))),
            Revisions.listeners(green, revisions),
            since,
            limit.minus(reserve(limit))));
  }

  private Duration reserve(Instant limit) {
    Duration tenth = Duration.between(since, limit).dividedBy(10);
    if (tenth.isNegative()) {
      return Duration.ZERO;
    }
    return tenth.compareTo(RESERVE) < 0 ? tenth : RESERVE;
  }

  /** What this call says of a version's traffic, or else what the deployment says. */
  private Optional<Double> weight(String revision, ServiceDeployment deployment) {
    return call.weight(revision)
        .or(() ->
            Optional.ofNullable(deployment.targetServiceRevision())
                .filter(target -> revision.equals(target.arn()))
                .map(ServiceRevisionSummary::requestedProductionTrafficWeight));
  }

  private List<ServiceRevision> revisions(String green, Optional<String> blue) {
    return Calls.call(
            "ask ECS about " + green,
            "The gate's role needs ecs:DescribeServiceRevisions for it",
            () ->
                ecs.describeServiceRevisions(r ->
                    r.serviceRevisionArns(
                        blue.map(b -> List.of(green, b)).orElseGet(() -> List.of(green)))))
        .serviceRevisions();
  }
}
