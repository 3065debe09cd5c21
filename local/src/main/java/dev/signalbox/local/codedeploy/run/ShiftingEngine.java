package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.codedeploy.run.Ground.Prepared;
import dev.signalbox.local.codedeploy.run.Step.Act;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** Deployments that make a new version, ask functions about it and shift traffic to it. */
public final class ShiftingEngine implements Engine {
  private final Shifts shifts;
  private final Revisions revisions;
  private final Map<ComputePlatform, Ground> grounds;
  private final Drive drive;

  /** What the deployments' steps reach. */
  public record Surroundings(
      Clock clock,
      DeploymentLog log,
      Announcements announcements,
      Functions functions,
      Alarms alarms,
      Revisions revisions) {}

  public ShiftingEngine(
      Store store, Surroundings surroundings, Map<ComputePlatform, Ground> grounds) {
    this.shifts = new Shifts(store);
    this.revisions = surroundings.revisions();
    this.grounds = Map.copyOf(grounds);
    this.drive = new Drive(shifts, surroundings, this.grounds);
  }

  @Override
  public Set<ComputePlatform> platforms() {
    return grounds.keySet();
  }

  @Override
  public void check(Place place, DeploymentGroupInfo group) {
    ground(group.computePlatform()).check(place, group);
  }

  private Ground ground(ComputePlatform platform) {
    Ground ground = grounds.get(platform);
    if (ground == null) {
      throw AwsError.notImplemented("codedeploy", "deployments of platform " + platform);
    }
    return ground;
  }

  @Override
  public void begin(
      Deployment deployment, DeploymentGroupInfo group, TrafficRoutingConfig routing) {
    DeploymentInfo info = deployment.shown();
    Prepared prepared =
        ground(info.computePlatform())
            .prepare(deployment.place(), group, revisions.appSpec(info.revision()), routing);
    var alarms = AlarmSettings.of(info.overrideAlarmConfiguration(), group.alarmConfiguration());
    Shift shift =
        new Shift(
            deployment.account(),
            deployment.region(),
            deployment.id(),
            deployment.group(),
            Course.of(
                prepared.steps(), UndoWhen.of(info.autoRollbackConfiguration()), Hooks::newId),
            prepared.parts(),
            alarms.names(),
            alarms.blind(),
            "");
    shifts.alone(deployment.place(), deployment.group(), () -> drive.start(deployment, shift));
  }

  @Override
  public void resume(Deployment deployment) {
    shifts
        .find(deployment.place(), deployment.id())
        .ifPresent(shift ->
            shifts.alone(
                shift.place(), shift.group(), () -> drive.resume(deployment.place(), shift.id())));
  }

  @Override
  public void stop(Deployment deployment, boolean rollBack) {
    drive.tell(deployment.place(), deployment.id(), new Fact.Stop(rollBack));
  }

  @Override
  public void goOn(Deployment deployment, DeploymentWaitType wait) {
    Shift shift = shift(deployment);
    Act wanted =
        wait == DeploymentWaitType.TERMINATION_WAIT ? Act.TERMINATION_WAIT : Act.READY_WAIT;
    if (shift.course().status() == DeploymentStatus.CREATED
        || shift.course().current().filter(it -> it.act() == wanted).isEmpty()) {
      throw AwsError.of(
          "DeploymentIsNotInReadyStateException",
          "Deployment %s is not waiting: %s".formatted(deployment.id(), wait));
    }
    drive.tell(deployment.place(), deployment.id(), new Fact.Done(shift.course().at()));
  }

  @Override
  public void answered(Deployment deployment, String hook, LifecycleEventStatus answer) {
    drive.answered(deployment.place(), deployment.id(), hook, answer);
  }

  @Override
  public List<DeploymentTarget> targets(Deployment deployment) {
    Shift shift = shift(deployment);
    return List.of(
        ground(deployment.shown().computePlatform())
            .target(deployment, shift.parts(), shift.course()));
  }

  private Shift shift(Deployment deployment) {
    return shifts.find(deployment.place(), deployment.id()).orElseThrow();
  }

  @Override
  public void close() {
    drive.close();
  }
}
