package dev.signalbox.aws.gate.check;

import dev.signalbox.core.glob.Wildcards;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Whether a rule of a listener takes a request; what cannot be told here may be. */
enum Match {
  NO,
  MAYBE,
  YES;

  static Match of(Rule rule, Asked asked) {
    return rule.conditions().stream()
        .map(condition -> of(condition, asked))
        .reduce(YES, (a, b) -> a.compareTo(b) < 0 ? a : b);
  }

  private static Match of(RuleCondition condition, Asked asked) {
    return switch (String.valueOf(condition.field())) {
      case "path-pattern" ->
          any(
              condition.pathPatternConfig() == null
                  ? condition.values()
                  : condition.pathPatternConfig().values(),
              asked.path());
      case "host-header" ->
          any(
              lower(
                  condition.hostHeaderConfig() == null
                      ? condition.values()
                      : condition.hostHeaderConfig().values()),
              asked.host());
      case "http-header" ->
          asked
              .header(condition.httpHeaderConfig().httpHeaderName())
              .map(value ->
                  any(lower(condition.httpHeaderConfig().values()), value.toLowerCase(Locale.ROOT)))
              .orElse(NO);
      case "http-request-method" ->
          condition.httpRequestMethodConfig().values().contains(asked.method()) ? YES : NO;
      default -> MAYBE;
    };
  }

  private static List<String> lower(List<String> values) {
    return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
  }

  /** A condition that has patterns of another kind than these has none here. */
  private static Match any(List<String> patterns, String text) {
    if (patterns.isEmpty()) {
      return MAYBE;
    }
    return patterns.stream().anyMatch(pattern -> new Wildcards(pattern).matches(text)) ? YES : NO;
  }
}
