package dev.signalbox.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The policy of a queue, an event bus, a bucket: whom it lets do what. What it does not understand
 * never allows and always denies.
 */
public final class ResourcePolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::\\d{12}:assumed-role/([^/]+)/.+");
  private static final Pattern WILDCARD = Pattern.compile("[*?]|[^*?]+");

  /** Who asks. */
  public sealed interface Principal {
    /** {@code events.amazonaws.com} … */
    record Service(String name) implements Principal {}

    /** A user, role or session of an account; {@code arn:aws:iam::<account>:root} for all of it. */
    record Identity(String account, String arn) implements Principal {}
  }

  /**
   * @param action {@code sqs:SendMessage} …
   * @param context condition keys and their values: {@code aws:SourceArn} …
   */
  public record Request(
      Principal principal, String action, String resource, Map<String, String> context) {}

  /** What a policy says of a request. */
  public enum Answer {
    ALLOWED,
    DENIED,
    SILENT
  }

  private final List<JsonNode> statements = new ArrayList<>();

  private ResourcePolicy(JsonNode document) {
    var statement = document.path("Statement");
    if (statement.isArray()) {
      statement.forEach(statements::add);
    } else if (statement.isObject()) {
      statements.add(statement);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is not a JSON object
   */
  public static ResourcePolicy parse(String text) {
    try {
      var document = JSON.readTree(text);
      if (!document.isObject()) {
        throw new IllegalArgumentException("A policy is a JSON object");
      }
      return new ResourcePolicy(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A policy is a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  public Answer answer(Request request) {
    var answer = Answer.SILENT;
    for (var statement : statements) {
      boolean deny = statement.path("Effect").asText().equals("Deny");
      if (!new Statement(statement, deny).covers(request)) {
        continue;
      }
      if (deny) {
        return Answer.DENIED;
      }
      answer = Answer.ALLOWED;
    }
    return answer;
  }

  public boolean allows(Request request) {
    return answer(request) == Answer.ALLOWED;
  }

  private record Statement(JsonNode json, boolean deny) {
    boolean covers(Request request) {
      return principalMatches(request.principal())
          && matches("Action", "NotAction", request.action(), true)
          && matches("Resource", "NotResource", request.resource(), false)
          && new PolicyConditions(json.path("Condition"), deny).hold(request.context());
    }

    private boolean principalMatches(Principal principal) {
      if (json.has("NotPrincipal")) {
        return !names(json.get("NotPrincipal"), principal);
      }
      return names(json.path("Principal"), principal);
    }

    private static boolean names(JsonNode principals, Principal principal) {
      if (principals.isTextual()) {
        return principals.asText().equals("*");
      }
      return switch (principal) {
        case Principal.Service(var name) ->
            texts(principals.path("Service")).anyMatch(name::equals);
        case Principal.Identity(var account, var arn) ->
            texts(principals.path("AWS"))
                .anyMatch(it ->
                    it.equals("*")
                        || it.equals(account)
                        || it.equals(arn)
                        || isSessionOf(it, account, arn)
                        || it.equals("arn:aws:iam::" + account + ":root"));
      };
    }

    /** A session acts for its role; it does not say the role's path. */
    private static boolean isSessionOf(String role, String account, String arn) {
      var session = SESSION.matcher(arn);
      return session.matches()
          && role.startsWith("arn:aws:iam::" + account + ":role/")
          && role.substring(role.lastIndexOf('/') + 1).equals(session.group(1));
    }

    private boolean matches(String key, String notKey, String value, boolean ignoreCase) {
      if (json.has(notKey)) {
        return texts(json.get(notKey)).noneMatch(it -> like(it, value, ignoreCase));
      }
      // A policy on a resource may leave the resource out: it can only mean the one it is on.
      return !json.has(key)
          ? key.equals("Resource")
          : texts(json.get(key)).anyMatch(it -> like(it, value, ignoreCase));
    }
  }

  static Stream<String> texts(JsonNode node) {
    return node.isArray()
        ? Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(i -> node.get(i).asText())
        : Stream.of(node).filter(JsonNode::isValueNode).map(JsonNode::asText);
  }

  /** {@code *} stands for any text, {@code ?} for one character. */
  static boolean like(String pattern, String value, boolean ignoreCase) {
    int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    var regex =
        WILDCARD
            .matcher(pattern)
            .replaceAll(part ->
                switch (part.group()) {
                  case "*" -> ".*";
                  case "?" -> ".";
                  default -> Matcher.quoteReplacement(Pattern.quote(part.group()));
                });
    return Pattern.compile(regex, flags).matcher(value).matches();
  }
}
