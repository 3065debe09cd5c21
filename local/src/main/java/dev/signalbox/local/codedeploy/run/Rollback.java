package dev.signalbox.local.codedeploy.run;

import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/** The deployments that put back what others have changed. */
public record Rollback(DeploymentLog log, InstantSource clock) {

  static boolean triggered(Deployment failed) {
    return !failed.info().path("rollbackInfo").path("rollbackDeploymentId").asText().isEmpty();
  }

  /** The new deployment; the failed one knows of it from then on. */
  public Deployment of(Deployment failed) {
    String id = DeploymentIds.next();
    DeploymentInfo before = failed.shown();
    log.change(
        failed.place(),
        failed.id(),
        info ->
            info.rollbackInfo(it ->
                it.rollbackDeploymentId(id)
                    .rollbackMessage(
                        "Deployment %s has been started to roll back.".formatted(id))));
    DeploymentInfo undoing =
        DeploymentInfo.builder()
            .deploymentId(id)
            .applicationName(before.applicationName())
            .deploymentGroupName(before.deploymentGroupName())
            .deploymentConfigName(before.deploymentConfigName())
            .computePlatform(before.computePlatform())
            .creator(DeploymentCreator.CODE_DEPLOY_ROLLBACK)
            .description("Automatic rollback of deployment " + failed.id())
            .revision(before.previousRevision())
            .status(DeploymentStatus.CREATED)
            .createTime(clock.instant())
            .deploymentStyle(before.deploymentStyle())
            .blueGreenDeploymentConfiguration(before.blueGreenDeploymentConfiguration())
            .loadBalancerInfo(before.loadBalancerInfo())
            .deploymentOverview(ShiftReport.overview(DeploymentStatus.CREATED))
            .ignoreApplicationStopFailures(false)
            .updateOutdatedInstancesOnly(false)
            .instanceTerminationWaitTimeStarted(false)
            .rollbackInfo(it ->
                it.rollbackTriggeringDeploymentId(failed.id())
                    .rollbackMessage(
                        "Deployment %s is rolled back to where it began.".formatted(failed.id())))
            .build();
    return Deployment.of(failed.place(), undoing);
  }

  /** Watches no alarms: the version that raised them is what it removes. */
  static Shift of(Shift failed, String id) {
    return new Shift(
        failed.account(),
        failed.region(),
        id,
        failed.group(),
        Course.of(Plan.rollback(), UndoWhen.NEVER, Hooks::newId),
        failed.parts(),
        List.of(),
        false,
        "");
  }
}
