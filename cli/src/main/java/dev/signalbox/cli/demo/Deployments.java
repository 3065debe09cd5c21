package dev.signalbox.cli.demo;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;

/** What CodeDeploy tells of its deployments. */
record Deployments(CodeDeployClient codeDeploy) {

  /** How a deployment ended, and each step of it. */
  List<String> story(String id) {
    DeploymentInfo deployment = deployment(id);
    List<String> lines = new ArrayList<>();
    lines.add("%s %s%s".formatted(id, deployment.statusAsString(), reason(deployment)));
    events(id)
        .forEach(event ->
            lines.add("  %-22s %s".formatted(event.lifecycleEventName(), event.statusAsString())));
    RollbackInfo rollback = deployment.rollbackInfo();
    if (rollback != null && rollback.rollbackDeploymentId() != null) {
      lines.add(
          "rolled back by %s: %s"
              .formatted(
                  rollback.rollbackDeploymentId(),
                  deployment(rollback.rollbackDeploymentId()).statusAsString()));
    }
    return lines;
  }

  private DeploymentInfo deployment(String id) {
    return codeDeploy.getDeployment(request -> request.deploymentId(id)).deploymentInfo();
  }

  private static String reason(DeploymentInfo deployment) {
    return deployment.errorInformation() == null
        ? ""
        : ": " + deployment.errorInformation().message();
  }

  private List<LifecycleEvent> events(String id) {
    List<String> targets =
        codeDeploy.listDeploymentTargets(request -> request.deploymentId(id)).targetIds();
    return codeDeploy
        .batchGetDeploymentTargets(request -> request.deploymentId(id).targetIds(targets))
        .deploymentTargets()
        .stream()
        .map(DeploymentTarget::ecsTarget)
        .flatMap(target -> target.lifecycleEvents().stream())
        .toList();
  }
}
