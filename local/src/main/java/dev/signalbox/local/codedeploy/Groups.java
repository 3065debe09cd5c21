package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.codedeploy.run.Deployment;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.TriggerConfig;

/** The deployment groups of every application. */
final class Groups {
  /** As the API shows it. */
  record Kept(ObjectNode group) {
    DeploymentGroupInfo shown() {
      return Shapes.fill(DeploymentGroupInfo.builder(), group).build();
    }
  }

  private final Table<Kept> groups;

  Groups(Store store) {
    this.groups = store.table("codedeploy.groups", Kept.class);
  }

  private static String key(Place place, String application, String group) {
    return place.key(application + "/" + group);
  }

  Optional<DeploymentGroupInfo> find(Place place, String application, String group) {
    return groups.get(key(place, application, group)).map(Kept::shown);
  }

  /**
   * @throws AwsError DeploymentGroupDoesNotExistException
   */
  DeploymentGroupInfo existing(Place place, String application, String group) {
    return find(place, application, Rules.name(group, "DeploymentGroup"))
        .orElseThrow(() ->
            AwsError.of(
                "DeploymentGroupDoesNotExistException",
                "No Deployment Group found for name: " + group));
  }

  boolean add(Place place, DeploymentGroupInfo group) {
    return groups.putIfAbsent(
        key(place, group.applicationName(), group.deploymentGroupName()),
        new Kept(Shapes.json(group)));
  }

  void put(Place place, DeploymentGroupInfo group) {
    groups.put(
        key(place, group.applicationName(), group.deploymentGroupName()),
        new Kept(Shapes.json(group)));
  }

  boolean remove(Place place, String application, String group) {
    return groups.remove(key(place, application, group));
  }

  List<DeploymentGroupInfo> of(Place place, String application) {
    return groups.startingWith(key(place, application, "")).stream().map(Kept::shown).toList();
  }

  List<DeploymentGroupInfo> of(Place place) {
    return groups.startingWith(place.key("")).stream().map(Kept::shown).toList();
  }

  /** Those of the group that the deployment is of; none when that has been deleted. */
  List<TriggerConfig> triggers(Deployment deployment) {
    DeploymentInfo info = deployment.shown();
    return find(deployment.place(), info.applicationName(), info.deploymentGroupName())
        .map(DeploymentGroupInfo::triggerConfigurations)
        .orElse(List.of());
  }

  static String arn(Place place, String application, String group) {
    return place.arn("codedeploy", "deploymentgroup:" + application + "/" + group);
  }
}
