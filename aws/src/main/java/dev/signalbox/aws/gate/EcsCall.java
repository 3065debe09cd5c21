package dev.signalbox.aws.gate;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.gate.Hook;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A call of ECS's at a stage of a service deployment.
 *
 * @param service the service's ARN
 * @param target the ARN of the service revision that is being deployed
 * @param test the weights of test traffic, by service revision; often none are told
 * @param production those of production traffic
 * @param details what the service's owner, and we the last time, gave the hook to remember
 */
public record EcsCall(
    Hook.Ecs hook,
    Optional<String> service,
    Optional<String> target,
    Map<String, Double> test,
    Map<String, Double> production,
    Tree details) {
  private static final int MOST_MINUTES = 1440;

  public EcsCall {
    test = Map.copyOf(test);
    production = Map.copyOf(production);
  }

  /** AWS documents what it tells of the deployment both in an object of its own and beside it. */
  static EcsCall of(Tree event) {
    Tree inner = event.at("executionDetails").isPresent() ? event.at("executionDetails") : event;
    Map<String, Double> production = weights(inner.at("productionTrafficWeights"));
    return new EcsCall(
        new Hook.Ecs(
            event.at("resourceArn").text().or(() -> inner.at("resourceArn").text()).orElse(""),
            event.need("lifecycleStage"),
            event.at("executionId").text().orElse(""),
            step(production)),
        inner.at("serviceArn").text(),
        inner.at("targetServiceRevisionArn").text(),
        weights(inner.at("testTrafficWeights")),
        production,
        event.at("hookDetails"));
  }

  private static Map<String, Double> weights(Tree tree) {
    Map<String, Double> weights = new TreeMap<>();
    tree.members().forEach((arn, weight) -> number(weight).ifPresent(w -> weights.put(arn, w)));
    return weights;
  }

  private static Optional<Double> number(Tree tree) {
    try {
      return tree.text().map(Double::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String step(Map<String, Double> weights) {
    return new TreeMap<>(weights)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
  }

  /** How much production traffic a service revision has, where that is told. */
  Optional<Double> weight(String revision) {
    return Optional.ofNullable(production.get(revision));
  }

  /**
   * Whether the new version has no traffic where it should be getting some. Before traffic shifts
   * it has none either, so that elsewhere this says nothing.
   */
  boolean goesBackByItsWeights() {
    return switch (hook.stage()) {
      case "TEST_TRAFFIC_SHIFT" -> hasNone(test);
      case "PRODUCTION_TRAFFIC_SHIFT" -> hasNone(production);
      default -> false;
    };
  }

  private boolean hasNone(Map<String, Double> weights) {
    return target.map(weights::get).filter(weight -> weight == 0).isPresent()
        && weights.values().stream().anyMatch(weight -> weight == 100);
  }

  /** How long ECS waits, where the hook's own details say it. */
  Optional<Duration> patience() {
    return number(details.at("timeoutInMinutes"))
        .filter(minutes -> minutes >= 1 && minutes <= MOST_MINUTES)
        .map(minutes -> Duration.ofMinutes(minutes.longValue()));
  }
}
