package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A resource of a template, conditions and SAM already worked out.
 *
 * @param needs logical ids of the resources to be made first
 */
record Declaration(
    String logicalId, String type, Yaml.Mapping properties, Set<String> needs, Mark at) {

  static Declaration of(String logicalId, Yaml.Mapping resource, Mark at) {
    var needs = new LinkedHashSet<String>();
    switch (resource.get("DependsOn").orElse(Yaml.empty(at))) {
      case Yaml.Scalar scalar -> needs.add(scalar.text());
      case Yaml.Sequence sequence ->
          sequence.items().forEach(item -> needs.add(((Yaml.Scalar) item).text()));
      case Yaml.Mapping _ -> {}
    }
    var type = resource.text("Type").orElse("");
    return new Declaration(logicalId, type, properties(type, resource), needs, at);
  }

  /**
   * How an alias is led to a new version stands beside its properties, and is one for its maker.
   */
  private static Yaml.Mapping properties(String type, Yaml.Mapping resource) {
    var properties = resource.mapping("Properties");
    var policy = resource.get("UpdatePolicy");
    return type.equals("AWS::Lambda::Alias") && policy.isPresent()
        ? properties.with("UpdatePolicy", policy.get())
        : properties;
  }

  Declaration needing(Set<String> more) {
    var all = new LinkedHashSet<>(needs);
    all.addAll(more);
    return new Declaration(logicalId, type, properties, all, at);
  }
}
