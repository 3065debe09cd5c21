package dev.signalbox.aws.gate.check;

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
    return patterns.stream().anyMatch(pattern -> covers(pattern, text)) ? YES : NO;
  }

  /** A star stands for any text, a question mark for one character. */
  private static boolean covers(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int back = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        back = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++back;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
