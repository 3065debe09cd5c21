package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;

/** How fast deployments may go: CodeDeploy's own configurations and those of every place. */
final class Configurations {
  /** As the API shows it. */
  record Kept(ObjectNode configuration) {
    DeploymentConfigInfo shown() {
      return Shapes.fill(DeploymentConfigInfo.builder(), configuration).build();
    }
  }

  private final Table<Kept> configurations;

  Configurations(Store store) {
    this.configurations = store.table("codedeploy.configurations", Kept.class);
  }

  Optional<DeploymentConfigInfo> find(Place place, String name) {
    return Predefined.named(name).or(() -> configurations.get(place.key(name)).map(Kept::shown));
  }

  /**
   * @throws AwsError DeploymentConfigDoesNotExistException
   */
  DeploymentConfigInfo existing(Place place, String name) {
    return find(place, Rules.name(name, "DeploymentConfig"))
        .orElseThrow(() ->
            AwsError.of(
                "DeploymentConfigDoesNotExistException",
                "No Deployment Configuration found for name: " + name));
  }

  /**
   * @throws AwsError InvalidDeploymentConfigNameException where it is of another platform
   */
  DeploymentConfigInfo existing(Place place, String name, ComputePlatform platform) {
    DeploymentConfigInfo found = existing(place, name);
    if (found.computePlatform() != platform) {
      throw AwsError.of(
          "InvalidDeploymentConfigNameException",
          "Deployment configuration %s is for compute platform %s, not %s"
              .formatted(name, found.computePlatform(), platform));
    }
    return found;
  }

  boolean add(Place place, DeploymentConfigInfo configuration) {
    return Predefined.named(configuration.deploymentConfigName()).isEmpty()
        && configurations.putIfAbsent(
            place.key(configuration.deploymentConfigName()), new Kept(Shapes.json(configuration)));
  }

  void remove(Place place, String name) {
    configurations.remove(place.key(name));
  }

  /** CodeDeploy's own first. */
  List<DeploymentConfigInfo> of(Place place) {
    List<DeploymentConfigInfo> all = new ArrayList<>(Predefined.ALL);
    configurations.startingWith(place.key("")).forEach(it -> all.add(it.shown()));
    return all;
  }
}
