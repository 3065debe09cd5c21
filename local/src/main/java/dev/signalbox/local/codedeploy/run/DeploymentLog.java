package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** Every deployment there was. */
public final class DeploymentLog {
  private final Table<Deployment> deployments;

  public DeploymentLog(Store store) {
    this.deployments = store.table("codedeploy.deployments", Deployment.class);
  }

  public Optional<Deployment> find(Place place, String id) {
    return deployments.get(place.key(id));
  }

  public Deployment existing(Place place, String id) {
    return find(place, id).orElseThrow();
  }

  public void put(Deployment deployment) {
    deployments.put(deployment.place().key(deployment.id()), deployment);
  }

  public Deployment change(Place place, String id, Consumer<DeploymentInfo.Builder> change) {
    return deployments.update(place.key(id), it -> it.with(change)).orElseThrow();
  }

  /** The newest first. */
  public List<Deployment> of(Place place) {
    return deployments.startingWith(place.key("")).stream()
        .sorted(
            Comparator.comparing((Deployment it) -> it.shown().createTime())
                .thenComparing(Deployment::id)
                .reversed())
        .toList();
  }

  /** The one that goes on in the group. */
  public Optional<Deployment> active(Place place, String group) {
    return of(place).stream().filter(it -> it.group().equals(group) && !it.ended()).findFirst();
  }

  /** Those that a stop of {@code local} has cut off. */
  public List<Deployment> unfinished() {
    return deployments.all().stream().filter(it -> !it.ended()).toList();
  }
}
