package dev.signalbox.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What S3 asks of a bucket's policy before it takes it. */
final class BucketPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 20 * 1024;

  /** Conditions on these leave no policy public, as long as what they name is fixed. */
  private static final Set<String> FIXING =
      Set.of(
          "aws:principalorgid",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceip",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid");

  private BucketPolicy() {}

  /**
   * @throws AwsError MalformedPolicy; AccessDenied for one that lets in everybody where the bucket
   *     blocks such
   */
  static void check(String text, Bucket bucket) {
    if (text.length() > LONGEST) {
      throw malformed("Policy exceeds the maximum allowed document size.");
    }
    var statements = statements(text);
    if (statements.isEmpty()) {
      throw malformed("Could not parse the policy: Statement is empty!");
    }
    for (var statement : statements) {
      check(statement, bucket);
    }
    if (BucketDefaults.blocksPublicPolicies(bucket) && isPublic(text)) {
      throw S3Error.of(
          "AccessDenied",
          403,
          "public policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
              + " Access.");
    }
  }

  private static void check(JsonNode statement, Bucket bucket) {
    if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
      throw malformed("Missing required field Principal");
    }
    if (!statement.has("Action") && !statement.has("NotAction")) {
      throw malformed("Missing required field Action");
    }
    if (!statement.has("Resource") && !statement.has("NotResource")) {
      throw malformed("Missing required field Resource");
    }
    var effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw malformed("Invalid effect: " + effect);
    }
    for (var resource : texts(statement.path("Resource"))) {
      if (!resource.equals("*") && !resource.startsWith(bucket.arn())) {
        throw malformed("Policy has invalid resource");
      }
    }
    for (var action : texts(statement.path("Action"))) {
      if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("s3:")) {
        throw malformed("Policy has invalid action");
      }
    }
  }

  /** Whether the policy lets in anybody at all. */
  static boolean isPublic(String text) {
    return statements(text).stream()
        .filter(it -> it.path("Effect").asText().equals("Allow"))
        .filter(BucketPolicy::namesEverybody)
        .anyMatch(it -> !isFixed(it.path("Condition")));
  }

  private static boolean namesEverybody(JsonNode statement) {
    var principal = statement.path("Principal");
    return statement.has("NotPrincipal")
        || principal.asText().equals("*")
        || texts(principal.path("AWS")).contains("*");
  }

  private static boolean isFixed(JsonNode condition) {
    for (var operator : condition) {
      for (var key : operator.properties()) {
        if (FIXING.contains(key.getKey().toLowerCase(Locale.ROOT))
            && texts(key.getValue()).stream().noneMatch(it -> it.equals("*"))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<JsonNode> statements(String text) {
    try {
      var document = JSON.readTree(text);
      if (!document.isObject()) {
        throw malformed("Policies must be valid JSON and the first byte must be '{'");
      }
      List<JsonNode> statements = new ArrayList<>();
      var statement = document.path("Statement");
      if (statement.isArray()) {
        statement.forEach(statements::add);
      } else if (statement.isObject()) {
        statements.add(statement);
      }
      return statements;
    } catch (JsonProcessingException e) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(it -> texts.add(it.asText()));
    } else if (node.isValueNode()) {
      texts.add(node.asText());
    }
    return texts;
  }

  private static AwsError malformed(String message) {
    return S3Error.of("MalformedPolicy", 400, message);
  }
}
