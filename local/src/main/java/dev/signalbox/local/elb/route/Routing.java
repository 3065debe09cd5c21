package dev.signalbox.local.elb.route;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** A listener's rules at one time: the first that is met decides. */
public final class Routing {
  private record Turn(Predicate<Asked> met, Course course) {}

  private final List<Turn> turns;
  private final Course otherwise;

  /**
   * @param rules without the default one
   */
  public Routing(List<Action> byDefault, List<Rule> rules) {
    this.turns =
        rules.stream()
            .sorted(Comparator.comparingInt(it -> Integer.parseInt(it.priority())))
            .map(it -> new Turn(Conditions.of(it.conditions()), Course.of(it.actions())))
            .toList();
    this.otherwise = Course.of(byDefault);
  }

  public Decision decide(Asked asked) {
    return turns.stream()
        .filter(it -> it.met().test(asked))
        .findFirst()
        .map(Turn::course)
        .orElse(otherwise)
        .decide()
        .apply(asked);
  }
}
