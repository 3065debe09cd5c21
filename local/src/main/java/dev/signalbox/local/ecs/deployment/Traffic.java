package dev.signalbox.local.ecs.deployment;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/**
 * The listener rules through which requests reach a service's revisions.
 *
 * @param source the load balancers with the target groups of the revision that is replaced
 * @param target the same with those of the new one
 */
public record Traffic(
    LoadBalancers balancers, List<LoadBalancer> source, List<LoadBalancer> target) {
  private static final int MOST_WEIGHT = 999;

  public Traffic {
    source = List.copyOf(source);
    target = List.copyOf(target);
  }

  /**
   * The same load balancers with the target group that the revision before does not use.
   *
   * @param used target groups that are taken
   */
  public static List<LoadBalancer> free(List<LoadBalancer> configured, List<String> used) {
    return configured.stream()
        .map(it ->
            it.advancedConfiguration() != null && used.contains(it.targetGroupArn())
                ? it.toBuilder()
                    .targetGroupArn(it.advancedConfiguration().alternateTargetGroupArn())
                    .build()
                : it)
        .toList();
  }

  /**
   * @param share what the new revision gets, in percent
   * @throws AwsError when a rule or a target group has gone
   */
  public void production(double share) {
    shift(share, AdvancedConfiguration::productionListenerRule);
  }

  /**
   * @param share what the new revision gets, in percent
   * @throws AwsError when a rule or a target group has gone
   */
  public void test(double share) {
    shift(share, AdvancedConfiguration::testListenerRule);
  }

  private void shift(
      double share,
      java.util.function.Function<AdvancedConfiguration, @org.jspecify.annotations.Nullable String>
          rule) {
    for (int i = 0; i < target.size(); i++) {
      Optional<String> arn = Optional.ofNullable(target.get(i).advancedConfiguration()).map(rule);
      String green = target.get(i).targetGroupArn();
      Optional<String> blue =
          i < source.size()
              ? Optional.of(source.get(i).targetGroupArn())
              : Optional.of(target.get(i).advancedConfiguration())
                  .map(AdvancedConfiguration::alternateTargetGroupArn);
      if (arn.isPresent()) {
        balancers.weigh(arn.get(), weights(green, blue.orElse(green), share));
      }
    }
  }

  /** Rules know whole numbers up to 999. */
  private static Map<String, Integer> weights(String green, String blue, double share) {
    boolean whole = share == Math.rint(share);
    int all = whole ? 100 : MOST_WEIGHT;
    int greens = (int) Math.round(all * share / 100);
    Map<String, Integer> weights = new LinkedHashMap<>();
    weights.put(blue, all - greens);
    weights.put(green, greens);
    return weights;
  }
}
