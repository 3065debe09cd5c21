package dev.signalbox.local.elb.route;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** A listener's rules at one time: the first that is met decides. */
public final class Routing {
  private record Turn(int priority, Predicate<Asked> met, Course course) {}

  private final List<Turn> turns;
  private final Course otherwise;
  private final Shares connections;

  /**
   * @param rules without the default one
   */
  public Routing(List<Action> byDefault, List<Rule> rules) {
    this.turns =
        rules.stream()
            .sorted(Comparator.comparingInt(it -> Integer.parseInt(it.priority())))
            .map(it ->
                new Turn(
                    Integer.parseInt(it.priority()),
                    Conditions.of(it.conditions()),
                    Course.of(it.actions())))
            .toList();
    this.otherwise = Course.of(byDefault);
    this.connections = new Shares(Course.weights(byDefault));
  }

  public Chosen decide(Asked asked) {
    return turns.stream()
        .filter(it -> it.met().test(asked))
        .findFirst()
        .map(it -> new Chosen(it.priority(), it.course().decide().apply(asked)))
        .orElseGet(() -> new Chosen(0, otherwise.decide().apply(asked)));
  }

  /**
   * The ARN of the target group whose turn it is to get a connection; empty where none has any
   * weight.
   */
  public Optional<String> nextGroup() {
    return connections.next();
  }

  /**
   * What is done with a request.
   *
   * @param priority of the rule that says so; 0 for a listener's default actions
   */
  public record Chosen(int priority, Decision decision) {}
}
