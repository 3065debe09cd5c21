package dev.signalbox.aws.gate;

import dev.signalbox.aws.client.Calls;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;

/** What CodeDeploy tells of a deployment. */
record Deployed(CodeDeployClient codeDeploy) {
  private static final String CREATED_BY_ROLLBACK = "codeDeployRollback";

  DeploymentInfo deployment(String id) {
    return call("GetDeployment", id, () -> codeDeploy.getDeployment(r -> r.deploymentId(id)))
        .deploymentInfo();
  }

  static boolean isRollback(DeploymentInfo deployment) {
    return CREATED_BY_ROLLBACK.equals(deployment.creatorAsString())
        || (deployment.rollbackInfo() != null
            && deployment.rollbackInfo().rollbackTriggeringDeploymentId() != null);
  }

  /** What is deployed to; the platforms that call functions have one target. */
  DeploymentTarget target(String deployment) {
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

  static <T> T call(String operation, String about, Supplier<T> call) {
    return Calls.call(
        "ask CodeDeploy about " + about,
        "The gate's role needs codedeploy:%s for it".formatted(operation),
        call);
  }
}
