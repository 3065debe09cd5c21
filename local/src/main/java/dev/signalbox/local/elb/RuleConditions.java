package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.elb.route.Conditions;
import dev.signalbox.local.elb.route.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    checkConfigs(condition);
    List<String> values = values(condition);
    if (condition.field().equals("source-ip")) {
      values.stream()
          .filter(it -> !new Network(it).isOne())
          .findFirst()
          .ifPresent(it -> {
            throw invalid("'" + it + "' is not a block of addresses");
          });
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

  /** Each field has a configuration of its own, and no other. */
  private static void checkConfigs(RuleCondition condition) {
    Map<String, Optional<?>> configs =
        Map.of(
            "path-pattern", Optional.ofNullable(condition.pathPatternConfig()),
            "host-header", Optional.ofNullable(condition.hostHeaderConfig()),
            "http-request-method", Optional.ofNullable(condition.httpRequestMethodConfig()),
            "http-header", Optional.ofNullable(condition.httpHeaderConfig()),
            "query-string", Optional.ofNullable(condition.queryStringConfig()),
            "source-ip", Optional.ofNullable(condition.sourceIpConfig()));
    configs.forEach((field, config) -> {
      if (config.isPresent() && !field.equals(condition.field())) {
        throw invalid(
            "A condition on '%s' cannot have the configuration of one on '%s'"
                .formatted(condition.field(), field));
      }
    });
    if (condition.field().equals("http-header")
        && (condition.httpHeaderConfig() == null
            || condition.httpHeaderConfig().httpHeaderName() == null)) {
      throw invalid("An http-header condition names a header");
    }
    if (condition.field().equals("query-string")
        && (condition.queryStringConfig() == null
            || condition.queryStringConfig().values().stream()
                .anyMatch(it -> it.value() == null))) {
      throw invalid("A query-string condition has a QueryStringConfig, each value of it a value");
    }
  }

  private static List<String> values(RuleCondition condition) {
    return Conditions.values(condition);
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
