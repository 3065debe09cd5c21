package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Expands what {@code Transform: AWS::Serverless-2016-10-31} stands for. */
final class Sam {
  static final String TRANSFORM = "AWS::Serverless-2016-10-31";
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String TABLE = "AWS::Serverless::SimpleTable";
  private static final Set<String> GLOBALS =
      Set.of(
          "Function",
          "Api",
          "HttpApi",
          "SimpleTable",
          "StateMachine",
          "LayerVersion",
          "CapacityProvider",
          "WebSocketApi");

  private final Yaml.Mapping globals;
  private final Findings findings;
  private final Map<String, Yaml> resources = new LinkedHashMap<>();
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final Map<String, String> generated = new LinkedHashMap<>();
  private final Function<Yaml, Optional<String>> settled;

  private Sam(Yaml.Mapping globals, Findings findings, Function<Yaml, Optional<String>> settled) {
    this.globals = globals;
    this.findings = findings;
    this.settled = settled;
  }

  /**
   * The template with SAM's resources replaced by what they are made of.
   *
   * @param settled what a value comes to that nothing has to be made for; empty for any other
   */
  static Yaml.Mapping expanded(
      Yaml.Mapping template, Findings findings, Function<Yaml, Optional<String>> settled) {
    var declared = template.mapping("Resources");
    if (!transformed(template)) {
      for (var resource : declared.entries().entrySet()) {
        if (resource.getValue() instanceof Yaml.Mapping mapping
            && mapping.text("Type").orElse("").startsWith("AWS::Serverless::")) {
          findings.problem(
              mapping.at("Type"),
              resource.getKey()
                  + " is of a SAM type, but the template has no Transform: "
                  + TRANSFORM);
        }
      }
      return template;
    }
    var sam = new Sam(template.mapping("Globals"), findings, settled);
    sam.checkGlobals();
    declared
        .entries()
        .forEach((id, resource) -> {
          if (resource instanceof Yaml.Mapping mapping) {
            sam.expand(id, mapping, declared.at(id));
          }
        });
    var names = new SamNames(sam.generated);
    return template
        .with("Resources", names.in(new Yaml.Mapping(sam.resources, sam.marks, declared.at())))
        .with("Outputs", names.in(template.mapping("Outputs")));
  }

  Optional<String> settled(Yaml value) {
    return settled.apply(value);
  }

  /** From now on the template may call the resource by this name, too. */
  void standsFor(String name, String logicalId) {
    generated.put(name, logicalId);
  }

  private static boolean transformed(Yaml.Mapping template) {
    return switch (template.get("Transform").orElse(Yaml.empty(template.at()))) {
      case Yaml.Scalar scalar -> scalar.text().equals(TRANSFORM);
      case Yaml.Sequence sequence ->
          sequence.items().stream()
              .anyMatch(it -> it instanceof Yaml.Scalar scalar && scalar.text().equals(TRANSFORM));
      case Yaml.Mapping _ -> false;
    };
  }

  private void checkGlobals() {
    for (var section : globals.entries().keySet()) {
      if (!GLOBALS.contains(section)) {
        findings.problem(
            globals.at(section),
            "Globals have no section '" + section + "'" + Suggestion.of(section, GLOBALS));
      }
    }
  }

  private void expand(String id, Yaml.Mapping resource, Mark at) {
    switch (resource.text("Type").orElse("")) {
      case FUNCTION ->
          new SamFunction(id, resource, at, withGlobals("Function", resource), findings)
              .addTo(this);
      case TABLE ->
          add(
              id,
              resource
                  .with("Type", Yaml.text("AWS::DynamoDB::Table", at))
                  .with("Properties", table(withGlobals("SimpleTable", resource), at)),
              at);
      default -> add(id, resource, at);
    }
  }

  void add(String id, Yaml.Mapping resource, Mark at) {
    if (resources.putIfAbsent(id, resource) == null) {
      marks.put(id, at);
    }
  }

  private Yaml.Mapping withGlobals(String section, Yaml.Mapping resource) {
    return (Yaml.Mapping) merged(globals.mapping(section), resource.mapping("Properties"));
  }

  /** Mappings are joined, lists put behind one another, anything else is the resource's own. */
  private static Yaml merged(Yaml global, Yaml own) {
    if (global instanceof Yaml.Sequence first && own instanceof Yaml.Sequence second) {
      return Yaml.concatenated(first, second);
    }
    if (global instanceof Yaml.Mapping general
        && own instanceof Yaml.Mapping special
        && general.function().isEmpty()
        && special.function().isEmpty()) {
      var entries = new LinkedHashMap<>(general.entries());
      special.entries().forEach((key, value) -> entries.merge(key, value, Sam::merged));
      var keys = new LinkedHashMap<>(general.keys());
      keys.putAll(special.keys());
      return new Yaml.Mapping(entries, keys, own.at());
    }
    return own;
  }

  private static Yaml.Mapping table(Yaml.Mapping properties, Mark at) {
    var key = properties.mapping("PrimaryKey");
    var name = Yaml.text(key.text("Name").orElse("id"), at);
    var type =
        switch (key.text("Type").orElse("String")) {
          case "Number" -> "N";
          case "Binary" -> "B";
          default -> "S";
        };
    var table =
        properties
            .without("PrimaryKey")
            .with(
                "AttributeDefinitions",
                Yaml.sequence(
                    at,
                    Yaml.mapping(at, "AttributeName", name)
                        .with("AttributeType", Yaml.text(type, at))))
            .with(
                "KeySchema",
                Yaml.sequence(
                    at,
                    Yaml.mapping(at, "AttributeName", name)
                        .with("KeyType", Yaml.text("HASH", at))));
    return properties.get("ProvisionedThroughput").isPresent()
        ? table
        : table.with("BillingMode", Yaml.text("PAY_PER_REQUEST", at));
  }
}
