package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources.Made;
import dev.signalbox.local.template.Yaml.Mark;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the names in a stack's template stand for, as far as its resources have been made. */
final class StackNames implements Evaluation.Names {
  private final Map<String, JsonNode> parameters;
  private final Map<String, JsonNode> pseudo;
  private final Findings findings;
  private final Map<String, Made> made = new HashMap<>();
  private final Set<String> standIns = new HashSet<>();

  StackNames(Place place, String stack, Map<String, JsonNode> parameters, Findings findings) {
    this.parameters = parameters;
    this.findings = findings;
    this.pseudo = pseudo(place, stack);
  }

  private static Map<String, JsonNode> pseudo(Place place, String stack) {
    var id = UUID.nameUUIDFromBytes(place.key(stack).getBytes(StandardCharsets.UTF_8)).toString();
    return Map.of(
        "AWS::AccountId", TextNode.valueOf(place.account()),
        "AWS::Region", TextNode.valueOf(place.region()),
        "AWS::Partition", TextNode.valueOf("aws"),
        "AWS::URLSuffix", TextNode.valueOf("amazonaws.com"),
        "AWS::StackName", TextNode.valueOf(stack),
        "AWS::StackId", TextNode.valueOf(place.arn("cloudformation", "stack/" + stack + "/" + id)),
        "AWS::NotificationARNs", JsonNodeFactory.instance.arrayNode());
  }

  void add(String logicalId, Made its) {
    made.put(logicalId, its);
  }

  /** For a resource that nothing here makes: it has whatever attribute is asked for. */
  void addStandIn(String logicalId, Made its) {
    made.put(logicalId, its);
    standIns.add(logicalId);
  }

  /** Whether a template may refer to this name although it is no resource. */
  boolean knows(String name) {
    return parameters.containsKey(name) || pseudo.containsKey(name) || name.equals("AWS::NoValue");
  }

  @Override
  public Optional<JsonNode> ref(String name, Mark at) {
    var value =
        Optional.ofNullable(parameters.get(name)).or(() -> Optional.ofNullable(pseudo.get(name)));
    if (value.isPresent()) {
      return value;
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? Optional.ofNullable(made.get(name)).map(it -> TextNode.valueOf(it.ref()))
        : attribute(name.substring(0, dot), name.substring(dot + 1), at);
  }

  @Override
  public Optional<JsonNode> attribute(String logicalId, String attribute, Mark at) {
    var its = made.get(logicalId);
    if (its == null) {
      return Optional.empty();
    }
    var value = its.attributes().get(attribute);
    if (value == null && standIns.contains(logicalId)) {
      return Optional.of(TextNode.valueOf(its.ref() + "." + attribute));
    }
    if (value == null) {
      throw findings.fatal(
          at,
          "%s has no attribute '%s'%s; it has %s"
              .formatted(
                  logicalId,
                  attribute,
                  Suggestion.of(attribute, its.attributes().keySet()),
                  new TreeSet<>(its.attributes().keySet())));
    }
    return Optional.of(TextNode.valueOf(value));
  }
}
