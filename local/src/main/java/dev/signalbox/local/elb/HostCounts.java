package dev.signalbox.local.elb;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.LoadBalancers.Health;
import dev.signalbox.local.api.Metrics;
import dev.signalbox.local.api.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** How many targets are healthy and how many are not, counted every minute. */
record HostCounts(Estate estate, Plane plane, Metrics metrics, Clock clock) {
  private static final String NETWORK = "AWS/NetworkELB";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  void start() {
    clock.after(MINUTE, this::count);
  }

  private void count() {
    start();
    estate.groups().startingWith("").forEach(this::count);
  }

  private void count(TargetGroup group) {
    String arn = group.targetGroupArn();
    Place place = Arn.parse(arn).orElseThrow().place();
    Collection<Health> health = plane.pool(arn).health().values();
    for (String balancer : estate.balancersOf(arn)) {
      Map<String, String> dimensions =
          RequestMetrics.withGroup(Map.of("LoadBalancer", Estate.dimension(balancer)), arn);
      String namespace = Estate.isNetwork(balancer) ? NETWORK : RequestMetrics.NAMESPACE;
      put(place, namespace, "HealthyHostCount", dimensions, count(health, "healthy"));
      put(place, namespace, "UnHealthyHostCount", dimensions, count(health, "unhealthy"));
    }
  }

  private static double count(Collection<Health> health, String state) {
    return health.stream().filter(it -> it.state().equals(state)).count();
  }

  private void put(
      Place place, String namespace, String metric, Map<String, String> dimensions, double count) {
    metrics.put(place, namespace, metric, dimensions, count, "Count");
  }
}
