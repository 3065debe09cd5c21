package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.AliasUpdates;
import dev.signalbox.local.api.Aliases;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.api.Topics;
import dev.signalbox.local.codedeploy.inplace.HostOperations;
import dev.signalbox.local.codedeploy.inplace.Hosts;
import dev.signalbox.local.codedeploy.inplace.InPlaceEngine;
import dev.signalbox.local.codedeploy.inplace.Tour;
import dev.signalbox.local.codedeploy.run.AlarmWatch;
import dev.signalbox.local.codedeploy.run.Announcements;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import dev.signalbox.local.codedeploy.run.EcsGround;
import dev.signalbox.local.codedeploy.run.Engine;
import dev.signalbox.local.codedeploy.run.LambdaGround;
import dev.signalbox.local.codedeploy.run.Revisions;
import dev.signalbox.local.codedeploy.run.Rollback;
import dev.signalbox.local.codedeploy.run.ShiftingEngine;
import dev.signalbox.local.codedeploy.run.Triggers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;

/** CodeDeploy: deployments that shift traffic to a new version when every hook agrees. */
public final class CodeDeploy implements Deployments, AutoCloseable {
  /** The services that deployments reach. */
  public record Neighbours(
      Events events,
      Functions functions,
      Aliases aliases,
      Objects objects,
      TaskSets taskSets,
      LoadBalancers balancers,
      Alarms alarms,
      Topics topics) {}

  private final Service api = new Service("codedeploy");
  private final DeploymentLog log;
  private final Engines engines;
  private final Orders orders;
  private final AliasDeployments aliasDeployments;
  private final Resources resources;

  public CodeDeploy(Store store, Clock clock, Neighbours neighbours) {
    this.log = new DeploymentLog(store);
    Applications applications = new Applications(store);
    Groups groups = new Groups(store);
    Configurations configurations = new Configurations(store);
    Hosts hosts = new Hosts(store);
    Announcements announcements =
        new Announcements(neighbours.events(), new Triggers(neighbours.topics(), groups::triggers));
    this.engines =
        new Engines(
            List.of(
                shifting(store, clock, neighbours, announcements),
                inPlace(store, clock, hosts, neighbours, announcements, configurations)));
    RevisionRegister revisions = new RevisionRegister(store);
    Tags tags = new Tags(store, applications, groups);
    this.orders = new Orders(applications, groups, configurations, revisions, log, engines, clock);
    this.aliasDeployments = new AliasDeployments(orders, log, neighbours.aliases());
    var applicationOperations = new ApplicationOperations(applications, groups, tags, clock);
    var groupOperations =
        new GroupOperations(applications, groups, configurations, engines, log, tags);
    var configurationOperations = new ConfigurationOperations(configurations, groups, clock);
    applicationOperations.addTo(api);
    groupOperations.addTo(api);
    configurationOperations.addTo(api);
    new RevisionOperations(applications, revisions, clock).addTo(api);
    new DeploymentOperations(applications, groups, log, engines, orders).addTo(api);
    new TargetOperations(log, engines).addTo(api);
    new HostOperations(hosts, clock).addTo(api);
    tags.addTo(api);
    this.resources =
        new DeploymentResources(
            applications,
            groups,
            configurations,
            applicationOperations,
            groupOperations,
            configurationOperations);
  }

  private ShiftingEngine shifting(
      Store store, Clock clock, Neighbours neighbours, Announcements announcements) {
    return new ShiftingEngine(
        store,
        new ShiftingEngine.Surroundings(
            clock,
            log,
            announcements,
            neighbours.functions(),
            neighbours.alarms(),
            new Revisions(neighbours.objects())),
        Map.of(
            ComputePlatform.ECS,
            new EcsGround(neighbours.taskSets(), neighbours.balancers()),
            ComputePlatform.LAMBDA,
            new LambdaGround(neighbours.aliases())));
  }

  private InPlaceEngine inPlace(
      Store store,
      Clock clock,
      Hosts hosts,
      Neighbours neighbours,
      Announcements announcements,
      Configurations configurations) {
    return new InPlaceEngine(
        store,
        clock,
        hosts,
        neighbours.objects(),
        new Tour.Surroundings(
            log, announcements, new AlarmWatch(neighbours.alarms()), new Rollback(log, clock)),
        (place, name) ->
            configurations.find(place, name).map(DeploymentConfigInfo::minimumHealthyHosts));
  }

  public Service api() {
    return api;
  }

  /** Applications, deployment groups and configurations. */
  public Resources resources() {
    return resources;
  }

  /** The deployments that templates' aliases ask for. */
  public AliasUpdates aliasUpdates() {
    return aliasDeployments;
  }

  /** Goes on with the deployments that a stop of {@code local} has cut off. */
  public void start() {
    for (Deployment deployment : log.unfinished()) {
      engines.of(deployment.shown().computePlatform()).resume(deployment);
    }
  }

  @Override
  public String create(Place place, Request request) {
    return orders.accept(
        place,
        CreateDeploymentRequest.builder()
            .applicationName(request.application())
            .deploymentGroupName(request.group())
            .description(request.description())
            .revision(revision(request.revision()))
            .build(),
        DeploymentCreator.USER);
  }

  private static RevisionLocation revision(Revision revision) {
    return switch (revision) {
      case Revision.Content(String appSpec) ->
          RevisionLocation.builder()
              .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
              .appSpecContent(it -> it.content(appSpec))
              .build();
      case Revision.InS3(String bucket, String key, Optional<String> version, String bundleType) ->
          RevisionLocation.builder()
              .revisionType(RevisionLocationType.S3)
              .s3Location(it ->
                  it.bucket(bucket)
                      .key(key)
                      .version(version.orElse(null))
                      .bundleType(BundleType.fromValue(bundleType)))
              .build();
    };
  }

  @Override
  public Optional<State> state(Place place, String id) {
    return log.find(place, id).map(CodeDeploy::state);
  }

  private static State state(Deployment deployment) {
    DeploymentInfo shown = deployment.shown();
    return new State(
        shown.statusAsString(),
        Optional.ofNullable(shown.errorInformation())
            .map(it -> it.codeAsString() + ": " + it.message()));
  }

  @Override
  public void stop(Place place, String id, boolean rollBack) {
    log.find(place, id)
        .filter(it -> !it.ended())
        .ifPresent(it -> engines.of(it.shown().computePlatform()).stop(it, rollBack));
  }

  @Override
  public void close() {
    aliasDeployments.close();
    engines.all().forEach(Engine::close);
  }
}
