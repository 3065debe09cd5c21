package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.codedeploy.run.Step.Act;
import java.time.InstantSource;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOverview;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/** Brings a deployment as the API shows it to what its course says, and tells everybody. */
record ShiftReport(DeploymentLog log, Announcements announcements, InstantSource clock) {

  void write(Shift shift, DeploymentStatus before) {
    Course course = shift.course();
    Deployment shown =
        log.change(
            shift.place(),
            shift.id(),
            info -> {
              info.status(course.status()).deploymentOverview(overview(course.status()));
              if (before == DeploymentStatus.CREATED) {
                info.startTime(clock.instant());
              }
              if (course.ended() && before != course.status()) {
                info.completeTime(clock.instant());
              }
              if (course.current().filter(it -> it.act() == Act.TERMINATION_WAIT).isPresent()) {
                info.instanceTerminationWaitTimeStarted(true);
              }
              course.ending().ifPresent(it -> explain(info, it));
            });
    if (before == DeploymentStatus.CREATED) {
      announcements.tell(shown, "START");
    }
    if (before != course.status()) {
      switch (course.status()) {
        case READY -> announcements.tell(shown, "READY");
        case SUCCEEDED -> announcements.tell(shown, "SUCCESS");
        case FAILED -> announcements.tell(shown, "FAILURE");
        case STOPPED -> announcements.tell(shown, "STOP");
        default -> {}
      }
    }
  }

  private static void explain(DeploymentInfo.Builder info, Course.Ending ending) {
    info.errorInformation(it -> it.code(ending.code()).message(ending.message()));
  }

  /** Of the one target that such a deployment has. */
  static DeploymentOverview overview(DeploymentStatus status) {
    return DeploymentOverview.builder()
        .pending(status == DeploymentStatus.CREATED ? 1L : 0L)
        .inProgress(status == DeploymentStatus.IN_PROGRESS ? 1L : 0L)
        .succeeded(status == DeploymentStatus.SUCCEEDED ? 1L : 0L)
        .failed(status == DeploymentStatus.FAILED ? 1L : 0L)
        .skipped(status == DeploymentStatus.STOPPED ? 1L : 0L)
        .ready(status == DeploymentStatus.READY ? 1L : 0L)
        .build();
  }
}
