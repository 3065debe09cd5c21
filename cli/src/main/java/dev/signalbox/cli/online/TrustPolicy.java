package dev.signalbox.cli.online;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.core.glob.Wildcards;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Whom a role or a bus lets in, as far as its policy can be read with pen and paper. */
record TrustPolicy(JsonNode policy) {
  private static final Pattern ROLE = Pattern.compile("arn:([^:]+):iam::([0-9]{12}):role/.+");

  /** Whether somebody is let in. */
  enum Verdict {
    YES,
    NO,
    /** There are conditions that only AWS can judge. */
    UNSURE
  }

  /**
   * @throws IllegalArgumentException where it is not JSON
   */
  static TrustPolicy of(String json) {
    try {
      return new TrustPolicy(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Whether a role may do something.
   *
   * @param context what conditions may ask for, by its key in lower case
   */
  Verdict lets(String roleArn, String action, Map<String, String> context) {
    boolean unsure = false;
    boolean doubtful = false;
    boolean allowed = false;
    for (JsonNode statement : each(policy.path("Statement"))) {
      Verdict verdict = statement(statement, roleArn, action, context);
      boolean denies = statement.path("Effect").asText().equals("Deny");
      if (verdict == Verdict.YES && denies) {
        return Verdict.NO;
      }
      allowed |= verdict == Verdict.YES;
      doubtful |= verdict == Verdict.UNSURE && denies;
      unsure |= verdict == Verdict.UNSURE;
    }
    return doubtful || (unsure && !allowed) ? Verdict.UNSURE : allowed ? Verdict.YES : Verdict.NO;
  }

  private static Verdict statement(
      JsonNode statement, String roleArn, String action, Map<String, String> context) {
    if (statement.has("NotPrincipal") || statement.has("NotAction")) {
      return Verdict.UNSURE;
    }
    boolean named =
        each(statement.path("Action")).stream()
                .anyMatch(one -> new Wildcards(one.asText()).matches(action))
            && isPrincipal(statement.path("Principal"), roleArn);
    return named ? conditions(statement.path("Condition"), as(roleArn, context)) : Verdict.NO;
  }

  private static Map<String, String> as(String roleArn, Map<String, String> context) {
    Map<String, String> more = new HashMap<>(context);
    more.put("aws:principalarn", roleArn);
    ROLE.matcher(roleArn).results().forEach(m -> more.put("aws:principalaccount", m.group(2)));
    return more;
  }

  private static boolean isPrincipal(JsonNode principal, String roleArn) {
    if (principal.asText().equals("*")) {
      return true;
    }
    Optional<String> account =
        ROLE.matcher(roleArn).results().map(match -> match.group(2)).findFirst();
    Optional<String> root =
        ROLE.matcher(roleArn)
            .results()
            .map(match -> "arn:%s:iam::%s:root".formatted(match.group(1), match.group(2)))
            .findFirst();
    return each(principal.path("AWS")).stream()
        .map(JsonNode::asText)
        .anyMatch(one ->
            one.equals("*")
                || one.equals(roleArn)
                || Optional.of(one).equals(account)
                || Optional.of(one).equals(root));
  }

  private static Verdict conditions(JsonNode conditions, Map<String, String> context) {
    Verdict verdict = Verdict.YES;
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        Verdict one = condition(operator.getKey(), key.getKey(), key.getValue(), context);
        if (one == Verdict.NO) {
          return Verdict.NO;
        }
        verdict = one == Verdict.UNSURE ? Verdict.UNSURE : verdict;
      }
    }
    return verdict;
  }

  private static Verdict condition(
      String operator, String key, JsonNode values, Map<String, String> context) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (!List.of("StringEquals", "StringLike", "ArnEquals", "ArnLike").contains(operator)
        || !(context.containsKey(lower) || lower.equals("sts:externalid"))) {
      return Verdict.UNSURE;
    }
    String value = context.getOrDefault(lower, "");
    boolean exact = operator.equals("StringEquals");
    return each(values).stream()
            .map(JsonNode::asText)
            .anyMatch(one -> exact ? one.equals(value) : new Wildcards(one).matches(value))
        ? Verdict.YES
        : Verdict.NO;
  }

  private static List<JsonNode> each(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).toList()
        : node.isMissingNode() ? List.of() : List.of(node);
  }
}
