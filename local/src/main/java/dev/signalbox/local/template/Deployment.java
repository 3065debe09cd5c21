package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One deployment: reads and checks all of the template, then makes its resources in order. */
final class Deployment {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Mappings",
          "Conditions",
          "Transform",
          "Globals",
          "Resources",
          "Outputs");
  private static final Set<String> RESOURCE_MEMBERS =
      Set.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "Metadata",
          "DeletionPolicy",
          "UpdatePolicy",
          "UpdateReplacePolicy",
          "CreationPolicy",
          "Connectors",
          "IgnoreGlobals");
  private static final Set<String> FUNCTIONS =
      Set.of("AWS::Serverless::Function", "AWS::Lambda::Function");

  private final Map<String, Resources> makers;
  private final Place place;
  private final String stack;
  private final Path file;
  private final Findings findings;
  private final Yaml.Mapping template;
  private final StackNames names;
  private final Conditions conditions;
  private final Evaluation evaluation;
  private final PhysicalNames physicalNames;
  private final List<Deployed.Resource> resources = new ArrayList<>();
  private final Map<String, List<String>> ignored = new TreeMap<>();

  Deployment(
      Map<String, Resources> makers,
      Place place,
      String stack,
      Path file,
      Map<String, String> parameters) {
    this.makers = makers;
    this.place = place;
    this.stack = stack;
    this.file = file;
    this.findings = new Findings(file.toString());
    this.template = new YamlReader(findings).read(file);
    checkSections();
    var values = Parameters.of(template, parameters, findings);
    findings.throwProblems();
    this.names = new StackNames(place, stack, values, findings);
    // Before anything is made, the stack's names are its parameters: all that conditions may use.
    this.conditions = new Conditions(template, names, findings);
    this.evaluation = new Evaluation(names, template.mapping("Mappings"), conditions, findings);
    this.physicalNames = new PhysicalNames(place, stack);
  }

  private void checkSections() {
    for (var section : template.entries().keySet()) {
      if (!SECTIONS.contains(section)) {
        findings.problem(
            template.at(section),
            "unknown section '" + section + "'" + Suggestion.of(section, SECTIONS));
      }
    }
    if (template.mapping("Resources").entries().isEmpty()) {
      findings.problem(template.at("Resources"), "the template has no Resources");
    }
  }

  Deployed run() {
    var expanded = Sam.expanded(template, findings, this::settled);
    var declarations = declarations(expanded.mapping("Resources"));
    var outputs = outputs(expanded, declarations.keySet());
    var order = MakingOrder.of(declarations, findings);
    findings.throwProblems();
    order.forEach(this::make);
    var values = new LinkedHashMap<String, String>();
    outputs.forEach((name, value) -> values.put(name, text(value)));
    return new Deployed(stack, resources, values, ignored, findings.warnings());
  }

  private String text(Yaml value) {
    return evaluation
        .of(value)
        .map(it -> it.isValueNode() ? it.asText() : it.toString())
        .orElse("");
  }

  /** What a value comes to before anything is made; empty where it needs what is made. */
  private Optional<String> settled(Yaml value) {
    return References.in(value, conditions).stream().allMatch(it -> names.knows(it.name()))
        ? evaluation.of(value).filter(JsonNode::isValueNode).map(JsonNode::asText)
        : Optional.empty();
  }

  private Map<String, Declaration> declarations(Yaml.Mapping all) {
    var declared = new LinkedHashMap<String, Declaration>();
    all.entries()
        .forEach((id, yaml) -> {
          if (!(yaml instanceof Yaml.Mapping resource)) {
            findings.problem(all.at(id), "resource " + id + " has no Type");
          } else if (checked(id, resource, all.at(id)) && conditions.allow(resource)) {
            declared.put(id, Declaration.of(id, resource, all.at(id)));
          }
        });
    var needing = new LinkedHashMap<String, Declaration>();
    declared.forEach((id, it) ->
        needing.put(
            id,
            it.needing(referredTo(it.properties(), declared.keySet(), all.entries().keySet()))));
    return needing;
  }

  private boolean checked(String id, Yaml.Mapping resource, Yaml.Mark at) {
    for (var member : resource.entries().keySet()) {
      if (!RESOURCE_MEMBERS.contains(member)) {
        findings.problem(
            resource.at(member),
            "resource "
                + id
                + ": unknown member '"
                + member
                + "'"
                + Suggestion.of(member, RESOURCE_MEMBERS));
      }
    }
    var type = resource.text("Type").orElse("");
    if (!type.matches("[A-Za-z0-9]+::[A-Za-z0-9]+(::[A-Za-z0-9]+)?(::MODULE)?")) {
      findings.problem(
          at,
          "resource "
              + id
              + (type.isEmpty() ? " has no Type" : ": '" + type + "' is no resource type")
              + Suggestion.of(type, makers.keySet()));
      return false;
    }
    return true;
  }

  /** The resources a value refers to; a name that nobody has is a problem. */
  private Set<String> referredTo(Yaml value, Set<String> present, Set<String> declared) {
    var needs = new LinkedHashSet<String>();
    for (var reference : References.in(value, conditions)) {
      var name = reference.name();
      if (present.contains(name)) {
        needs.add(name);
      } else if (declared.contains(name)) {
        findings.problem(reference.at(), name + " is referred to, but its condition does not hold");
      } else if (!names.knows(name)) {
        var known = new LinkedHashSet<>(declared);
        known.addAll(template.mapping("Parameters").entries().keySet());
        findings.problem(
            reference.at(), "nothing is called '" + name + "'" + Suggestion.of(name, known));
      }
    }
    return needs;
  }

  private Map<String, Yaml> outputs(Yaml.Mapping expanded, Set<String> present) {
    var section = expanded.mapping("Outputs");
    var declared = new LinkedHashSet<>(present);
    declared.addAll(expanded.mapping("Resources").entries().keySet());
    var outputs = new LinkedHashMap<String, Yaml>();
    section
        .entries()
        .forEach((name, yaml) -> {
          if (yaml instanceof Yaml.Mapping output && conditions.allow(output)) {
            output
                .get("Value")
                .ifPresentOrElse(
                    value -> {
                      referredTo(value, present, declared);
                      outputs.put(name, value);
                    },
                    () -> findings.problem(section.at(name), "output " + name + " has no Value"));
          }
        });
    return outputs;
  }

  private void make(Declaration declaration) {
    var properties = evaluation.object(declaration.properties());
    resolveCode(declaration, properties);
    var name = physicalNames.of(declaration, properties);
    var maker = makers.get(declaration.type());
    if (maker == null) {
      ignore(declaration, name);
      return;
    }
    try {
      var made = maker.make(place, declaration.type(), declaration.logicalId(), name, properties);
      names.add(declaration.logicalId(), made);
      resources.add(
          new Deployed.Resource(
              declaration.logicalId(), declaration.type(), made.ref(), made.attributes()));
    } catch (AwsError e) {
      throw findings.fatal(
          declaration.at(),
          "%s (%s) was refused: %s: %s"
              .formatted(declaration.logicalId(), declaration.type(), e.code(), e.getMessage()));
    }
  }

  /** A function's code is named relative to the template. */
  private void resolveCode(Declaration declaration, ObjectNode properties) {
    var code = properties.path("CodeUri");
    if (FUNCTIONS.contains(declaration.type())
        && code.isTextual()
        && !code.asText().startsWith("s3://")) {
      var directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
      properties.put("CodeUri", directory.resolve(code.asText()).normalize().toString());
    }
  }

  /** What nothing here makes still has a name, so that the rest of the stack can be made. */
  private void ignore(Declaration declaration, String name) {
    var type = declaration.type();
    ignored.computeIfAbsent(type, _ -> new ArrayList<>()).add(declaration.logicalId());
    findings.warning(
        declaration.at(),
        "%s is not made here: nothing makes %s%s"
            .formatted(declaration.logicalId(), type, Suggestion.of(type, makers.keySet())));
    names.addStandIn(declaration.logicalId(), StandIn.of(place, type, name));
  }
}
