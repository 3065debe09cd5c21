package dev.signalbox.aws.gate;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.gate.Hook;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A call of ECS's at a stage of a service deployment.
 *
 * @param service the service's ARN
 * @param target the ARN of the service revision that is being deployed
 * @param production the weights of production traffic, by service revision; often none are told
 * @param details what the service's owner, and we the last time, gave the hook to remember
 */
public record EcsCall(
    Hook.Ecs hook,
    Optional<String> service,
    Optional<String> target,
    Map<String, String> production,
    Tree details) {
  public EcsCall {
    production = Map.copyOf(production);
  }

  /** AWS documents what it tells of the deployment both in an object of its own and beside it. */
  static EcsCall of(Tree event) {
    Tree inner = event.at("executionDetails").isPresent() ? event.at("executionDetails") : event;
    Map<String, String> production = new TreeMap<>();
    inner
        .at("productionTrafficWeights")
        .members()
        .forEach((arn, weight) -> weight.text().ifPresent(w -> production.put(arn, w)));
    return new EcsCall(
        new Hook.Ecs(
            event.at("resourceArn").text().or(() -> inner.at("resourceArn").text()).orElse(""),
            event.need("lifecycleStage"),
            event.at("executionId").text().orElse(""),
            step(production)),
        inner.at("serviceArn").text(),
        inner.at("targetServiceRevisionArn").text(),
        production,
        event.at("hookDetails"));
  }

  private static String step(Map<String, String> weights) {
    return new TreeMap<>(weights)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
  }
}
