package dev.signalbox.local.elb.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;

/** What a rule does with the requests it is for. */
public record Course(Function<Asked, Decision> decide) {
  private static final String TEXT = "text/plain";

  static Course of(List<Action> actions) {
    for (Action action : actions) {
      switch (action.type()) {
        case FORWARD -> {
          Shares shares = new Shares(weights(actions));
          return new Course(_ -> new Decision.Forwarded(shares.next()));
        }
        case REDIRECT -> {
          return new Course(asked -> redirected(action.redirectConfig(), asked));
        }
        case FIXED_RESPONSE -> {
          Decision answer = answered(action.fixedResponseConfig());
          return new Course(_ -> answer);
        }
        default -> {}
      }
    }
    return new Course(_ -> new Decision.Answered(500, TEXT, ""));
  }

  /** The weights of the target groups the actions forward to; a single group has 1. */
  public static Map<String, Integer> weights(List<Action> actions) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (Action action : actions) {
      if (action.forwardConfig() != null) {
        action
            .forwardConfig()
            .targetGroups()
            .forEach(
                it -> weights.put(it.targetGroupArn(), Optional.ofNullable(it.weight()).orElse(1)));
      } else if (action.targetGroupArn() != null) {
        weights.put(action.targetGroupArn(), 1);
      }
    }
    return weights;
  }

  private static Decision answered(FixedResponseActionConfig config) {
    return new Decision.Answered(
        Integer.parseInt(config.statusCode()),
        Optional.ofNullable(config.contentType()).orElse(TEXT),
        Optional.ofNullable(config.messageBody()).orElse(""));
  }

  private static Decision redirected(RedirectActionConfig config, Asked asked) {
    String port = String.valueOf(asked.listener().getPort());
    Function<String, String> filled =
        text ->
            text.replace("#{protocol}", asked.protocol())
                .replace("#{host}", asked.host())
                .replace("#{port}", port)
                .replace("#{path}", asked.path().replaceFirst("^/", ""))
                .replace("#{query}", asked.query());
    String protocol = filled.apply(or(config.protocol(), "#{protocol}")).toLowerCase(Locale.ROOT);
    String query = filled.apply(or(config.query(), "#{query}"));
    String location =
        protocol
            + "://"
            + filled.apply(or(config.host(), "#{host}"))
            + ":"
            + filled.apply(or(config.port(), "#{port}"))
            + filled.apply(or(config.path(), "/#{path}"))
            + (query.isEmpty() ? "" : "?" + query);
    return new Decision.Redirected(
        config.statusCodeAsString().equals("HTTP_301") ? 301 : 302, location);
  }

  private static String or(@Nullable String given, String usual) {
    return given == null ? usual : given;
  }
}
