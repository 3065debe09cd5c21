package dev.signalbox.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/**
 * Which messages a subscription is for.
 *
 * @param body whether it looks at the message and not at its attributes
 */
record FilterPolicy(String pattern, boolean body) {
  private static final JsonMapper JSON = new JsonMapper();

  static Optional<FilterPolicy> of(Subscription subscription) {
    boolean body =
        subscription.attribute("FilterPolicyScope").filter("MessageBody"::equals).isPresent();
    return subscription
        .attribute("FilterPolicy")
        .filter(it -> !it.equals("{}"))
        .map(it -> new FilterPolicy(it, body));
  }

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidParameter
   */
  static void check(String pattern) {
    if (pattern.isEmpty() || pattern.equals("{}")) {
      return;
    }
    try {
      String problem = JsonRuleCompiler.check(pattern);
      if (problem != null) {
        throw SnsError.invalid("FilterPolicy: " + problem);
      }
    } catch (RuntimeException e) {
      throw SnsError.invalid("FilterPolicy: failed to parse JSON. " + e.getMessage());
    }
  }

  boolean lets(Message message) {
    try {
      return Ruler.matchesRule(body ? message.text() : attributes(message), pattern);
    } catch (Exception e) { // what the library declares
      return false; // a message that is no JSON object matches no policy about its body
    }
  }

  private static String attributes(Message message) {
    ObjectNode json = JSON.createObjectNode();
    message.attributes().forEach((name, it) -> json.set(name, value(it)));
    return json.toString();
  }

  private static JsonNode value(Message.Attribute attribute) {
    if (attribute.type().startsWith("Number") || attribute.type().equals("String.Array")) {
      try {
        return JSON.readTree(attribute.value());
      } catch (JsonProcessingException e) {
        return JSON.getNodeFactory().textNode(attribute.value());
      }
    }
    return JSON.getNodeFactory().textNode(attribute.value());
  }
}
