package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The condition block of a policy statement. */
record PolicyConditions(JsonNode block, boolean ofDeny) {

  boolean hold(Map<String, String> context) {
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(context);
    for (var operator : block.properties()) {
      for (var condition : operator.getValue().properties()) {
        if (!holds(operator.getKey(), values.get(condition.getKey()), condition.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean holds(String operator, @Nullable String actual, JsonNode wanted) {
    var plain = operator.replaceFirst("^For(Any|All)Values?:", "").replaceFirst("IfExists$", "");
    if (plain.equals("Null")) {
      return ResourcePolicy.texts(wanted)
          .anyMatch(it -> Boolean.parseBoolean(it) == (actual == null));
    }
    if (actual == null) {
      return operator.endsWith("IfExists") || plain.contains("Not");
    }
    return switch (plain) {
      case "StringEquals" -> any(wanted, actual::equals);
      case "StringNotEquals" -> !any(wanted, actual::equals);
      case "StringEqualsIgnoreCase", "Bool" -> any(wanted, actual::equalsIgnoreCase);
      case "StringNotEqualsIgnoreCase" -> !any(wanted, actual::equalsIgnoreCase);
      case "StringLike", "ArnLike", "ArnEquals" ->
          any(wanted, it -> ResourcePolicy.like(it, actual, false));
      case "StringNotLike", "ArnNotLike", "ArnNotEquals" ->
          !any(wanted, it -> ResourcePolicy.like(it, actual, false));
      default -> ofDeny;
    };
  }

  private static boolean any(JsonNode wanted, Predicate<String> test) {
    return ResourcePolicy.texts(wanted).anyMatch(test);
  }
}
