package dev.signalbox.local.elb.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** The conditions of a rule, all of which a request has to meet. */
public final class Conditions {
  private Conditions() {}

  static Predicate<Asked> of(List<RuleCondition> conditions) {
    return asked -> conditions.stream().allMatch(it -> met(it, asked));
  }

  private static boolean met(RuleCondition condition, Asked asked) {
    return switch (condition.field()) {
      case "path-pattern" -> any(values(condition), it -> new Wildcards(it).match(asked.path()));
      case "host-header" ->
          any(values(condition), it -> new Wildcards(it).matchAnyCase(asked.host()));
      case "http-request-method" -> values(condition).contains(asked.method());
      case "http-header" ->
          asked
              .header(condition.httpHeaderConfig().httpHeaderName())
              .filter(value -> any(values(condition), it -> new Wildcards(it).matchAnyCase(value)))
              .isPresent();
      case "query-string" ->
          condition.queryStringConfig().values().stream().anyMatch(it -> queried(it, asked));
      case "source-ip" ->
          any(values(condition), it -> new Network(it).has(asked.client().getAddress()));
      default -> false;
    };
  }

  /** Wherever in the condition they are written. */
  public static List<String> values(RuleCondition condition) {
    if (condition.pathPatternConfig() != null) {
      return condition.pathPatternConfig().values();
    }
    if (condition.hostHeaderConfig() != null) {
      return condition.hostHeaderConfig().values();
    }
    if (condition.httpRequestMethodConfig() != null) {
      return condition.httpRequestMethodConfig().values();
    }
    if (condition.httpHeaderConfig() != null) {
      return condition.httpHeaderConfig().values();
    }
    if (condition.sourceIpConfig() != null) {
      return condition.sourceIpConfig().values();
    }
    return condition.values();
  }

  private static boolean any(List<String> values, Predicate<String> met) {
    return values.stream().anyMatch(met);
  }

  private static boolean queried(QueryStringKeyValuePair wanted, Asked asked) {
    for (String pair : asked.query().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      boolean key =
          wanted.key() == null || new Wildcards(wanted.key()).matchAnyCase(decoded(parts[0]));
      if (key
          && new Wildcards(wanted.value()).matchAnyCase(parts.length == 2 ? decoded(parts[1]) : "")
          && !pair.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
