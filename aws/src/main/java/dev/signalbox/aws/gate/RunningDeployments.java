package dev.signalbox.aws.gate;

import dev.signalbox.core.gate.Guarded.DeploymentGroup;
import dev.signalbox.core.gate.Running;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** CodeDeploy's deployments, and which of their hooks are ours by the AppSpec. */
public final class RunningDeployments implements Running {
  private static final Set<LifecycleEventStatus> BEGUN =
      Set.of(
          LifecycleEventStatus.IN_PROGRESS,
          LifecycleEventStatus.SUCCEEDED,
          LifecycleEventStatus.FAILED);

  private final CodeDeployClient codeDeploy;
  private final Deployed deployed;
  private final AppSpecs appSpecs;
  private final String function;

  /**
   * @param function the name that AppSpecs know us by
   */
  public RunningDeployments(CodeDeployClient codeDeploy, AppSpecs appSpecs, String function) {
    this.codeDeploy = codeDeploy;
    this.deployed = new Deployed(codeDeploy);
    this.appSpecs = appSpecs;
    this.function = function;
  }

  @Override
  public List<Waiting> waiting(DeploymentGroup group) {
    return ids(group).stream().flatMap(id -> waiting(group, id).stream()).toList();
  }

  private List<String> ids(DeploymentGroup group) {
    return Deployed.call(
        "ListDeployments",
        group.toString(),
        () -> {
          try {
            return codeDeploy
                .listDeploymentsPaginator(r ->
                    r.applicationName(group.application())
                        .deploymentGroupName(group.group())
                        .includeOnlyStatuses(DeploymentStatus.IN_PROGRESS))
                .deployments()
                .stream()
                .toList();
          } catch (ApplicationDoesNotExistException | DeploymentGroupDoesNotExistException e) {
            // A gate may be declared before there is anything to guard, or for another account.
            return List.<String>of();
          }
        });
  }

  /** A hook of which it cannot be said that it is ours is somebody else's to look after. */
  private Optional<Waiting> waiting(DeploymentGroup group, String id) {
    List<LifecycleEvent> events = Lookup.events(deployed.target(id));
    if (events.stream().noneMatch(RunningDeployments::isInProgress)) {
      return Optional.empty();
    }
    DeploymentInfo deployment = deployed.deployment(id);
    List<String> ours =
        appSpecs.text(deployment.revision()).stream()
            .flatMap(text -> AppSpecHooks.of(text, function).stream())
            .toList();
    List<LifecycleEvent> begun =
        events.stream()
            .filter(event -> ours.contains(event.lifecycleEventName()))
            .filter(event -> BEGUN.contains(event.status()))
            .toList();
    return begun.stream()
        .filter(RunningDeployments::isInProgress)
        .findFirst()
        .flatMap(event ->
            Optional.ofNullable(event.startTime())
                .map(since ->
                    new Waiting(
                        group,
                        id,
                        Deployed.isRollback(deployment),
                        event.lifecycleEventName(),
                        begun.size(),
                        since)));
  }

  private static boolean isInProgress(LifecycleEvent event) {
    return event.status() == LifecycleEventStatus.IN_PROGRESS && Lookup.moment(event).isPresent();
  }

  @Override
  public void stop(Waiting waiting) {
    String id = waiting.deployment();
    boolean back = goesBackOnFailure(deployed.deployment(id));
    Deployed.call(
        "StopDeployment",
        id,
        () -> {
          try {
            codeDeploy.stopDeployment(r -> r.deploymentId(id).autoRollbackEnabled(back));
          } catch (DeploymentAlreadyCompletedException e) {
            // Then nobody waits.
          }
          return true;
        });
  }

  /** CodeDeploy sees a stop, where we mean a failure. */
  private static boolean goesBackOnFailure(DeploymentInfo deployment) {
    AutoRollbackConfiguration configured = deployment.autoRollbackConfiguration();
    return configured != null
        && Boolean.TRUE.equals(configured.enabled())
        && configured.events().contains(AutoRollbackEvent.DEPLOYMENT_FAILURE);
  }
}
