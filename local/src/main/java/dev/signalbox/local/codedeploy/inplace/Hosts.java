package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TagFilter;

/** Every on-premises instance, by its place and its name. */
public final class Hosts {
  private final Table<Host> table;

  public Hosts(Store store) {
    this.table = store.table("codedeploy.instances", Host.class);
  }

  /** Also those that are registered no more. */
  List<Host> of(Place place) {
    return table.startingWith(place.key(""));
  }

  /** The instances a group deploys to, by name. */
  List<Host> of(Place place, DeploymentGroupInfo group) {
    return of(place).stream().filter(Host::here).filter(it -> isIn(group, it)).toList();
  }

  private static boolean isIn(DeploymentGroupInfo group, Host host) {
    if (group.onPremisesTagSet() != null) {
      List<List<TagFilter>> all = group.onPremisesTagSet().onPremisesTagSetList();
      return !all.isEmpty() && all.stream().allMatch(host::matches);
    }
    return host.matches(group.onPremisesInstanceTagFilters());
  }

  Optional<Host> find(Place place, String name) {
    return table.get(place.key(name));
  }

  /**
   * @throws AwsError InstanceNotRegisteredException, InvalidInstanceNameException …
   */
  Host existing(Place place, @Nullable String name) {
    return find(place, checked(name)).orElseThrow(() -> unknown(String.valueOf(name)));
  }

  static AwsError unknown(String name) {
    return AwsError.of(
        "InstanceNotRegisteredException", "The on-premises instance is not registered: " + name);
  }

  /** It becomes a directory's name. */
  static String checked(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw AwsError.of("InstanceNameRequiredException", "Instance name is required");
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.@+=,-]{0,99}") || name.startsWith("i-")) {
      throw AwsError.of("InvalidInstanceNameException", "Invalid instance name");
    }
    return name;
  }

  /** False where one of that name is registered; one that no longer is makes way. */
  synchronized boolean add(Host host) {
    String key = host.place().key(host.name());
    if (table.get(key).filter(Host::here).isPresent()) {
      return false;
    }
    table.put(key, host);
    return true;
  }

  void update(Host host, UnaryOperator<Host> change) {
    table.update(host.place().key(host.name()), change);
  }
}
