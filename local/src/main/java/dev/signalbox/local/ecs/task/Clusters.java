package dev.signalbox.local.ecs.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** The clusters of every place. */
public final class Clusters {
  /** As the API shows it. */
  record Kept(ObjectNode cluster) {}

  private static final String USUAL = "default";

  private final Table<Kept> clusters;

  public Clusters(Store store) {
    clusters = store.table("ecs-clusters", Kept.class);
  }

  /**
   * @param nameOrArn the cluster named default when there is none
   */
  public static String name(@Nullable String nameOrArn) {
    return nameOrArn == null ? USUAL : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  public static String arn(Place place, String name) {
    return place.arn("ecs", "cluster/" + name);
  }

  public Optional<Cluster> find(Place place, @Nullable String nameOrArn) {
    return clusters.get(place.key(name(nameOrArn))).map(Clusters::cluster);
  }

  /**
   * Its name.
   *
   * @throws AwsError ClusterNotFoundException
   */
  public String existing(Place place, @Nullable String nameOrArn) {
    return find(place, nameOrArn).map(Cluster::clusterName).orElseThrow(EcsError::clusterNotFound);
  }

  public void put(Place place, Cluster cluster) {
    clusters.put(place.key(cluster.clusterName()), new Kept(Shapes.json(cluster)));
  }

  public void remove(Place place, String name) {
    clusters.remove(place.key(name));
  }

  public List<Cluster> of(Place place) {
    return clusters.startingWith(place.key("")).stream().map(Clusters::cluster).toList();
  }

  private static Cluster cluster(Kept kept) {
    return Shapes.fill(Cluster.builder(), kept.cluster()).build();
  }
}
