package dev.signalbox.aws.gate;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Asked;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Hooked;
import dev.signalbox.core.gate.Report;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** CodeDeploy's hooks: they name a deployment and nothing else, so that all else is looked up. */
public final class CodeDeployHooks implements Hooked {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Stopped");
  private static final String CREATED_BY_ROLLBACK = "codeDeployRollback";
  private static final String ALREADY = "LifecycleEventAlreadyCompletedException";
  private static final Set<String> NEVER_ASKED =
      Set.of(
          "InvalidLifecycleEventHookExecutionIdException",
          "DeploymentDoesNotExistException",
          "DeploymentIdRequiredException",
          "InvalidDeploymentIdException",
          "UnsupportedActionForDeploymentTypeException");

  private final CodeDeployClient codeDeploy;
  private final Lookup lookup;

  public CodeDeployHooks(CodeDeployClient codeDeploy, Lookup lookup) {
    this.codeDeploy = codeDeploy;
    this.lookup = lookup;
  }

  @Override
  public Asked ask(Hook.CodeDeploy hook) {
    DeploymentInfo deployment = deployment(hook);
    String id = hook.deployment();
    if (ENDED.contains(deployment.statusAsString())) {
      return new Asked.Over("%s is %s".formatted(id, deployment.statusAsString()));
    }
    if (isRollback(deployment)) {
      return new Asked.Rollback(
          "%s undoes %s".formatted(id, deployment.rollbackInfo().rollbackTriggeringDeploymentId()));
    }
    if (!Set.of("ECS", "Lambda").contains(deployment.computePlatformAsString())) {
      return new Asked.Unclear(
          "%s is for the platform %s, whose hooks are scripts and not functions"
              .formatted(id, deployment.computePlatformAsString()));
    }
    return lookup.asked(hook, deployment, target(id));
  }

  private static boolean isRollback(DeploymentInfo deployment) {
    return CREATED_BY_ROLLBACK.equals(deployment.creatorAsString())
        || (deployment.rollbackInfo() != null
            && deployment.rollbackInfo().rollbackTriggeringDeploymentId() != null);
  }

  @Override
  public boolean isOver(Hook.CodeDeploy hook) {
    return ENDED.contains(deployment(hook).statusAsString());
  }

  private DeploymentInfo deployment(Hook.CodeDeploy hook) {
    String id = hook.deployment();
    return call("GetDeployment", id, () -> codeDeploy.getDeployment(r -> r.deploymentId(id)))
        .deploymentInfo();
  }

  /** What is deployed to; these platforms have one target. */
  private DeploymentTarget target(String deployment) {
    return call(
        "ListDeploymentTargets and codedeploy:BatchGetDeploymentTargets",
        deployment,
        () -> {
          try {
            var ids = codeDeploy.listDeploymentTargets(r -> r.deploymentId(deployment)).targetIds();
            return ids.isEmpty()
                ? Lookup.NO_TARGET
                : codeDeploy
                    .batchGetDeploymentTargets(
                        r -> r.deploymentId(deployment).targetIds(ids.getFirst()))
                    .deploymentTargets()
                    .getFirst();
          } catch (DeploymentNotStartedException e) {
            return Lookup.NO_TARGET;
          }
        });
  }

  @Override
  public Report tell(Hook.CodeDeploy hook, boolean passed) {
    return call(
        "PutLifecycleEventHookExecutionStatus",
        hook.deployment(),
        () -> {
          try {
            codeDeploy.putLifecycleEventHookExecutionStatus(r ->
                r.deploymentId(hook.deployment())
                    .lifecycleEventHookExecutionId(hook.execution())
                    .status(passed ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED));
            return new Report.Told();
          } catch (CodeDeployException e) {
            return known(e);
          }
        });
  }

  private static Report known(CodeDeployException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    if (code.equals(ALREADY)) {
      return new Report.TooLate(code);
    }
    if (NEVER_ASKED.contains(code)) {
      return new Report.NotAsked(code);
    }
    throw e;
  }

  private static <T> T call(String operation, String deployment, Supplier<T> call) {
    return Calls.call(
        "ask CodeDeploy about " + deployment,
        "The gate's role needs codedeploy:%s for it".formatted(operation),
        call);
  }
}
