package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How deployments went on their instances, and how the instances are since. */
final class Visits {
  /**
   * How an instance is for a deployment group.
   *
   * @param healthy whether the newest deployment there succeeded
   * @param succeeded the newest that did
   */
  record Health(boolean healthy, Optional<String> succeeded) {}

  private static final Health NEW = new Health(true, Optional.empty());

  private final Table<Visit> visits;
  private final Table<Health> healths;
  private final InstantSource clock;

  Visits(Store store, InstantSource clock) {
    this.visits = store.table("codedeploy.visits", Visit.class);
    this.healths = store.table("codedeploy.healths", Health.class);
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  void expect(Place place, String deployment, Host host) {
    visits.put(key(place, deployment, host.name()), Visit.expected(deployment, host.name(), now()));
  }

  List<Visit> of(Place place, String deployment) {
    return visits.startingWith(place.key(deployment) + "/");
  }

  Visit change(Place place, String deployment, Host host, UnaryOperator<Visit> change) {
    return visits.update(key(place, deployment, host.name()), change).orElseThrow();
  }

  void end(Place place, String deployment) {
    of(place, deployment)
        .forEach(
            it -> visits.update(key(place, deployment, it.host()), visit -> visit.over(now())));
  }

  private static String key(Place place, String deployment, String host) {
    return place.key(deployment) + "/" + host;
  }

  Health health(Host host, String group) {
    return healths.get(host.place().key(host.name()) + "/" + group).orElse(NEW);
  }

  void note(Host host, String group, String deployment, boolean succeeded) {
    Health before = health(host, group);
    healths.put(
        host.place().key(host.name()) + "/" + group,
        new Health(succeeded, succeeded ? Optional.of(deployment) : before.succeeded()));
  }
}
