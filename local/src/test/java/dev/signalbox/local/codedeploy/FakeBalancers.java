package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Listeners that only know their weights. */
final class FakeBalancers implements LoadBalancers {
  final Map<String, Map<String, Integer>> listeners = new LinkedHashMap<>();

  static String arn(String targetGroup) {
    return "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/" + targetGroup + "/1";
  }

  /** What the listener gives to the target group, of 100. */
  int percent(String listener, String targetGroup) {
    Map<String, Integer> weights = weights(listener);
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    return 100 * weights.getOrDefault(arn(targetGroup), 0) / all;
  }

  @Override
  public Optional<String> targetGroup(Place place, String name) {
    return name.startsWith("shop-") ? Optional.of(arn(name)) : Optional.empty();
  }

  @Override
  public boolean exists(String listener) {
    return listeners.containsKey(listener);
  }

  @Override
  public Map<String, Integer> weights(String listener) {
    if (!exists(listener)) {
      throw AwsError.of("ListenerNotFound", "One or more listeners not found");
    }
    return listeners.getOrDefault(listener, Map.of());
  }

  @Override
  public void weigh(String listener, Map<String, Integer> weights) {
    weights(listener);
    listeners.put(listener, Map.copyOf(weights));
  }

  @Override
  public void register(String targetGroupArn, Target target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deregister(String targetGroupArn, Target target, Runnable drained) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Health health(String targetGroupArn, Target target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Target> targets(String targetGroupArn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long requests(String targetGroupArn) {
    throw new UnsupportedOperationException();
  }
}
