package dev.signalbox.local.elb;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.Metrics;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.elb.proxy.Served;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** The metrics that come of each request. */
record RequestMetrics(Metrics metrics) {
  static final String NAMESPACE = "AWS/ApplicationELB";
  private static final Set<Integer> OWN_FAILURES = Set.of(500, 502, 503, 504);

  void served(Listener listener, Served served) {
    Place place = Arn.parse(listener.listenerArn()).orElseThrow().place();
    Map<String, String> balancer =
        Map.of("LoadBalancer", Estate.dimension(listener.loadBalancerArn()));
    List<Map<String, String>> all =
        served
            .group()
            .map(group -> List.of(balancer, withGroup(balancer, group)))
            .orElse(List.of(balancer));
    for (Map<String, String> dimensions : all) {
      count(place, "RequestCount", dimensions);
      served.answer().ifPresent(it -> answered(place, dimensions, it));
    }
    if (served.answer().isEmpty() && served.status() >= 500) {
      failed(place, served, balancer);
    }
    served
        .group()
        .filter(_ -> served.target().isPresent())
        .ifPresent(
            it -> count(place, "RequestCountPerTarget", Map.of("TargetGroup", dimension(it))));
  }

  private void answered(Place place, Map<String, String> dimensions, Served.Answer answer) {
    count(place, "HTTPCode_Target_" + answer.status() / 100 + "XX_Count", dimensions);
    double seconds = answer.time().toNanos() / 1e9;
    metrics.put(place, NAMESPACE, "TargetResponseTime", dimensions, seconds, "Seconds");
  }

  private void failed(Place place, Served served, Map<String, String> balancer) {
    count(place, "HTTPCode_ELB_5XX_Count", balancer);
    if (OWN_FAILURES.contains(served.status())) {
      count(place, "HTTPCode_ELB_" + served.status() + "_Count", balancer);
    }
    Optional<String> group = served.target().flatMap(_ -> served.group());
    if (group.isPresent() && served.status() == 502) {
      count(place, "TargetConnectionErrorCount", balancer);
      count(place, "TargetConnectionErrorCount", withGroup(balancer, group.get()));
    }
  }

  private void count(Place place, String metric, Map<String, String> dimensions) {
    metrics.put(place, NAMESPACE, metric, dimensions, 1, "Count");
  }

  static Map<String, String> withGroup(Map<String, String> balancer, String group) {
    return Map.of(
        "LoadBalancer", balancer.getOrDefault("LoadBalancer", ""), "TargetGroup", dimension(group));
  }

  private static String dimension(String group) {
    return group.substring(group.lastIndexOf(':') + 1);
  }
}
