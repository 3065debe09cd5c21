package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.elb.route.Network;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** The conditions of a rule as requests write them. */
final class RuleConditions {
  private static final Set<String> FIELDS =
      Set.of(
          "path-pattern",
          "host-header",
          "http-request-method",
          "http-header",
          "query-string",
          "source-ip");
  private static final int MOST_VALUES = 5;

  private RuleConditions() {}

  static void check(List<RuleCondition> conditions) {
    if (conditions.isEmpty()) {
      throw invalid("A condition must be specified");
    }
    long values = 0;
    for (RuleCondition condition : conditions) {
      if (!regexes(condition).isEmpty()) {
        throw AwsError.notImplemented("elasticloadbalancing", "regular expressions in conditions");
      }
      values += count(condition);
    }
    if (values > MOST_VALUES) {
      throw invalid("A rule can have at most " + MOST_VALUES + " condition values");
    }
  }

  private static int count(RuleCondition condition) {
    if (condition.field() == null || !FIELDS.contains(condition.field())) {
      throw invalid("Condition field '" + condition.field() + "' must be one of '" + FIELDS + "'");
    }
    List<String> values = values(condition);
    if (condition.field().equals("source-ip")) {
      values.stream()
          .filter(it -> !new Network(it).isOne())
          .findFirst()
          .ifPresent(it -> {
            throw invalid("'" + it + "' is not a block of addresses");
          });
    }
    if (condition.field().equals("http-header")
        && (condition.httpHeaderConfig() == null
            || condition.httpHeaderConfig().httpHeaderName() == null)) {
      throw invalid("An http-header condition names a header");
    }
    int size =
        condition.queryStringConfig() == null
            ? values.size()
            : condition.queryStringConfig().values().size();
    if (size == 0) {
      throw invalid("A condition value must be specified");
    }
    return size;
  }

  private static List<String> values(RuleCondition condition) {
    return dev.signalbox.local.elb.route.Conditions.values(condition);
  }

  private static List<String> regexes(RuleCondition condition) {
    return condition.regexValues();
  }

  /** Patterns of paths and hosts are answered in both places where they can be written. */
  static List<RuleCondition> described(List<RuleCondition> conditions) {
    return conditions.stream().map(RuleConditions::described).toList();
  }

  private static RuleCondition described(RuleCondition condition) {
    List<String> values = values(condition);
    return switch (condition.field()) {
      case "path-pattern" ->
          condition.toBuilder().values(values).pathPatternConfig(it -> it.values(values)).build();
      case "host-header" ->
          condition.toBuilder().values(values).hostHeaderConfig(it -> it.values(values)).build();
      default -> condition;
    };
  }

  private static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }
}
