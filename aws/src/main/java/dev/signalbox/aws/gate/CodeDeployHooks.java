package dev.signalbox.aws.gate;

import dev.signalbox.core.gate.Asked;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Hooked;
import dev.signalbox.core.gate.Report;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** CodeDeploy's hooks: they name a deployment and nothing else, so that all else is looked up. */
public final class CodeDeployHooks implements Hooked {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Stopped");
  private static final String ALREADY = "LifecycleEventAlreadyCompletedException";
  private static final Set<String> NEVER_ASKED =
      Set.of(
          "InvalidLifecycleEventHookExecutionIdException",
          "DeploymentDoesNotExistException",
          "DeploymentIdRequiredException",
          "InvalidDeploymentIdException",
          "UnsupportedActionForDeploymentTypeException");

  private final CodeDeployClient codeDeploy;
  private final Deployed deployed;
  private final Lookup lookup;

  public CodeDeployHooks(CodeDeployClient codeDeploy, Lookup lookup) {
    this.codeDeploy = codeDeploy;
    this.deployed = new Deployed(codeDeploy);
    this.lookup = lookup;
  }

  @Override
  public Asked ask(Hook.CodeDeploy hook) {
    DeploymentInfo deployment = deployed.deployment(hook.deployment());
    String id = hook.deployment();
    if (ENDED.contains(deployment.statusAsString())) {
      return new Asked.Over("%s is %s".formatted(id, deployment.statusAsString()));
    }
    if (Deployed.isRollback(deployment)) {
      return new Asked.Rollback(
          "%s undoes %s".formatted(id, deployment.rollbackInfo().rollbackTriggeringDeploymentId()));
    }
    if (!Set.of("ECS", "Lambda").contains(deployment.computePlatformAsString())) {
      return new Asked.Unclear(
          "%s is for the platform %s, whose hooks are scripts and not functions"
              .formatted(id, deployment.computePlatformAsString()));
    }
    return lookup.asked(hook, deployment, deployed.target(id));
  }

  @Override
  public boolean isOver(Hook.CodeDeploy hook) {
    return ENDED.contains(deployed.deployment(hook.deployment()).statusAsString());
  }

  @Override
  public Report tell(Hook.CodeDeploy hook, boolean passed) {
    return Deployed.call(
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
}
