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
    return new Declaration(
        logicalId, resource.text("Type").orElse(""), resource.mapping("Properties"), needs, at);
  }

  Declaration needing(Set<String> more) {
    var all = new LinkedHashSet<>(needs);
    all.addAll(more);
    return new Declaration(logicalId, type, properties, all, at);
  }
}
