package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.codedeploy.inplace.Fleet.Member;
import dev.signalbox.local.codedeploy.inplace.Fleet.Standing;
import dev.signalbox.local.codedeploy.run.AlarmSettings;
import dev.signalbox.local.codedeploy.run.AlarmWatch;
import dev.signalbox.local.codedeploy.run.Announcements;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import dev.signalbox.local.codedeploy.run.Rollback;
import dev.signalbox.local.codedeploy.run.UndoWhen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOverview;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** Goes from instance to instance, as many at once as may be, until all is done or too much ill. */
public final class Tour implements AutoCloseable {
  /** What deployments have in common on every platform. */
  public record Surroundings(
      DeploymentLog log, Announcements announcements, AlarmWatch alarms, Rollback rollback) {}

  private record Ending(DeploymentStatus status, Optional<ErrorCode> code, String message) {}

  private static final Logger LOG = LoggerFactory.getLogger(Tour.class);

  private static final String TOO_ILL =
      "The overall deployment failed because too many individual instances failed deployment, too"
          + " few healthy instances are available for deployment, or some instances in your"
          + " deployment group are experiencing problems.";

  private final Visits visits;
  private final Hosts hosts;
  private final Surroundings with;
  private final BiFunction<Place, String, Optional<MinimumHealthyHosts>> leastHealthy;
  private final Scripts scripts = new Scripts();
  private final HostRun run;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Boolean> stopped = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Tour(
      Store store,
      Visits visits,
      Hosts hosts,
      Objects objects,
      Surroundings with,
      BiFunction<Place, String, Optional<MinimumHealthyHosts>> leastHealthy) {
    this.visits = visits;
    this.hosts = hosts;
    this.with = with;
    this.leastHealthy = leastHealthy;
    this.run = new HostRun(store, visits, scripts, objects);
  }

  synchronized void begin(Deployment deployment, DeploymentGroupInfo group) {
    with.log()
        .active(deployment.place(), deployment.group())
        .ifPresent(active -> {
          throw AwsError.of(
              "DeploymentLimitExceededException",
              "The Deployment Group '%s' already has an active Deployment '%s'"
                  .formatted(group.deploymentGroupName(), active.id()));
        });
    with.log().put(deployment);
    List<Host> all = hosts.of(deployment.place(), group);
    all.forEach(it -> visits.expect(deployment.place(), deployment.id(), it));
    AlarmSettings alarms =
        AlarmSettings.of(
            deployment.shown().overrideAlarmConfiguration(), group.alarmConfiguration());
    start(deployment, all, alarms);
  }

  private void start(Deployment deployment, List<Host> all, AlarmSettings alarms) {
    try {
      threads.execute(() -> go(deployment, all, alarms));
    } catch (RejectedExecutionException e) {
      return; // being closed: the deployment fails at the next start
    }
  }

  private void go(Deployment deployment, List<Host> all, AlarmSettings alarms) {
    with.announcements()
        .tell(
            with.log()
                .change(
                    deployment.place(),
                    deployment.id(),
                    it -> it.status(DeploymentStatus.IN_PROGRESS).startTime(visits.now())),
            "START");
    Ending ending;
    try {
      ending = ending(deployment, all, alarms);
    } catch (RuntimeException e) {
      // A mistake of ours: its group could never be deployed to again if nobody said so.
      LOG.error("Deployment {} cannot go on", deployment.id(), e);
      ending = failed(ErrorCode.AGENT_ISSUE, "signalbox local failed: " + e);
    }
    if (!closed) {
      finish(deployment, ending);
    }
  }

  private Ending ending(Deployment deployment, List<Host> all, AlarmSettings alarms) {
    if (all.isEmpty()) {
      return failed(
          ErrorCode.NO_INSTANCES,
          "The deployment failed because no instances were found for your deployment group.");
    }
    String group = HostRun.groupId(deployment);
    Optional<Fleet> fleet =
        Fleet.of(
            leastHealthy
                .apply(deployment.place(), deployment.shown().deploymentConfigName())
                .orElse(null),
            all.stream()
                .map(it ->
                    new Member(it.name(), visits.health(it, group).healthy(), Standing.WAITING))
                .toList());
    if (fleet.isEmpty()) {
      return failed(
          ErrorCode.HEALTH_CONSTRAINTS_INVALID,
          "The deployment configuration asks for as many healthy instances as there are, or more.");
    }
    return walk(deployment, all, fleet.get(), alarms);
  }

  private Ending walk(Deployment deployment, List<Host> all, Fleet before, AlarmSettings alarms) {
    Fleet fleet = before;
    while (fleet.waiting()) {
      Optional<Ending> early = early(deployment, alarms);
      if (early.isPresent()) {
        return early.get();
      }
      List<String> next = fleet.next();
      if (next.isEmpty()) {
        return failed(ErrorCode.HEALTH_CONSTRAINTS, TOO_ILL);
      }
      List<Host> batch = all.stream().filter(it -> next.contains(it.name())).toList();
      for (Map.Entry<String, Boolean> done : together(deployment, batch).entrySet()) {
        fleet = fleet.with(done.getKey(), done.getValue() ? Standing.SUCCEEDED : Standing.FAILED);
      }
    }
    Optional<Ending> late = early(deployment, alarms);
    if (late.isPresent()) {
      return late.get();
    }
    return fleet.succeeded()
        ? new Ending(DeploymentStatus.SUCCEEDED, Optional.empty(), "")
        : failed(ErrorCode.HEALTH_CONSTRAINTS, TOO_ILL);
  }

  private Optional<Ending> early(Deployment deployment, AlarmSettings alarms) {
    if (stopped.containsKey(deployment.id())) {
      return Optional.of(
          new Ending(
              DeploymentStatus.STOPPED,
              Optional.of(ErrorCode.MANUAL_STOP),
              "The deployment was stopped by a user."));
    }
    return with.alarms()
        .objection(deployment.place(), alarms.names(), alarms.blind())
        .map(it -> new Ending(DeploymentStatus.STOPPED, Optional.of(ErrorCode.ALARM_ACTIVE), it));
  }

  private static Ending failed(ErrorCode code, String message) {
    return new Ending(DeploymentStatus.FAILED, Optional.of(code), message);
  }

  /** Whether it succeeded, by instance. */
  private Map<String, Boolean> together(Deployment deployment, List<Host> batch) {
    String group = HostRun.groupId(deployment);
    Map<String, Future<Boolean>> running = new HashMap<>();
    for (Host host : batch) {
      running.put(
          host.name(),
          threads.submit(() -> {
            boolean succeeded =
                run.go(deployment, host, () -> closed || stopped.containsKey(deployment.id()));
            if (!closed) {
              visits.note(host, group, deployment.id(), succeeded);
              count(deployment);
            }
            return succeeded;
          }));
    }
    return running.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> succeeded(it.getValue())));
  }

  private static boolean succeeded(Future<Boolean> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void count(Deployment deployment) {
    Map<TargetStatus, Long> by =
        visits.of(deployment.place(), deployment.id()).stream()
            .collect(Collectors.groupingBy(Visit::status, Collectors.counting()));
    DeploymentOverview overview =
        DeploymentOverview.builder()
            .pending(by.getOrDefault(TargetStatus.PENDING, 0L))
            .inProgress(by.getOrDefault(TargetStatus.IN_PROGRESS, 0L))
            .succeeded(by.getOrDefault(TargetStatus.SUCCEEDED, 0L))
            .failed(by.getOrDefault(TargetStatus.FAILED, 0L))
            .skipped(by.getOrDefault(TargetStatus.SKIPPED, 0L))
            .ready(0L)
            .build();
    with.log().change(deployment.place(), deployment.id(), it -> it.deploymentOverview(overview));
  }

  private void finish(Deployment deployment, Ending ending) {
    visits.end(deployment.place(), deployment.id());
    count(deployment);
    boolean rollBack = Boolean.TRUE.equals(stopped.remove(deployment.id()));
    Deployment over =
        with.log()
            .change(
                deployment.place(),
                deployment.id(),
                info -> {
                  info.status(ending.status()).completeTime(visits.now());
                  ending
                      .code()
                      .ifPresent(code ->
                          info.errorInformation(it -> it.code(code).message(ending.message())));
                });
    with.announcements()
        .tell(
            over,
            switch (ending.status()) {
              case SUCCEEDED -> "SUCCESS";
              case STOPPED -> "STOP";
              default -> "FAILURE";
            });
    if (rollBack || wanted(over, ending)) {
      rollBack(over);
    }
  }

  private static boolean wanted(Deployment over, Ending ending) {
    UndoWhen when = UndoWhen.of(over.shown().autoRollbackConfiguration());
    if (ending.status() == DeploymentStatus.STOPPED) {
      return ending.code().filter(it -> it == ErrorCode.ALARM_ACTIVE).isPresent()
          ? when.alarmed()
          : when.stopped();
    }
    return ending.status() == DeploymentStatus.FAILED && when.failed();
  }

  /** The revision that succeeded last is deployed anew, to every instance that was touched. */
  private synchronized void rollBack(Deployment failed) {
    DeploymentInfo info = failed.shown();
    if (info.previousRevision() == null) {
      with.log()
          .change(
              failed.place(),
              failed.id(),
              it ->
                  it.rollbackInfo(rollback ->
                      rollback.rollbackMessage(
                          "There is no revision that succeeded before to roll back to.")));
      return;
    }
    List<Host> touched =
        visits.of(failed.place(), failed.id()).stream()
            .filter(it -> it.stops().stream().anyMatch(stop -> stop.began().isPresent()))
            .flatMap(it -> hosts.find(failed.place(), it.host()).stream())
            .toList();
    Deployment undoing = with.rollback().of(failed);
    with.log().put(undoing);
    touched.forEach(it -> visits.expect(undoing.place(), undoing.id(), it));
    start(undoing, touched, AlarmSettings.of(null, null));
  }

  void stop(Deployment deployment, boolean rollBack) {
    stopped.put(deployment.id(), rollBack);
  }

  /** Its scripts have ended with {@code local}: what they have done nobody knows. */
  void resume(Deployment deployment) {
    finish(
        deployment,
        failed(
            ErrorCode.AGENT_ISSUE,
            "signalbox local was stopped while this deployment was going on."));
  }

  @Override
  public void close() {
    closed = true;
    scripts.close();
    threads.shutdownNow();
  }
}
