package dev.signalbox.aws.gate.check;

import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Placeholder;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** Fills in what a query leaves open, for one version. */
record Filled(Services services, Subject subject, Subject.Version version) {
  Metric metric(MetricQuery.Metric metric) {
    return Metric.builder()
        .namespace(metric.namespace())
        .metricName(metric.name())
        .dimensions(
            metric.dimensions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(d -> Dimension.builder().name(d.getKey()).value(text(d.getValue())).build())
                .toList())
        .build();
  }

  String text(String text) {
    String filled = text;
    for (Placeholder placeholder : Placeholder.in(text)) {
      filled = filled.replace("${" + placeholder.text() + "}", value(placeholder));
    }
    return filled;
  }

  private String value(Placeholder placeholder) {
    return switch (placeholder) {
      case VERSION -> version.id();
      case TARGET_GROUP ->
          // arn:…:targetgroup/name/id, of which CloudWatch has what follows the last colon.
          version
              .targetGroup()
              .map(group -> new Front(services.loadBalancers()).targetGroup(group))
              .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
              .orElseThrow(() -> new Refused("There is no target group"));
      case LOAD_BALANCER -> loadBalancer();
    };
  }

  private String loadBalancer() {
    Optional<String> listener =
        subject.listeners().production().or(() -> subject.listeners().test());
    String arn =
        listener
            .map(named -> new Front(services.loadBalancers()).listener(named).loadBalancerArn())
            .orElseThrow(() -> new Refused("There is no listener, so no load balancer"));
    // arn:…:loadbalancer/app/name/id, of which CloudWatch has app/name/id.
    return arn.substring(arn.indexOf("loadbalancer/") + "loadbalancer/".length());
  }
}
