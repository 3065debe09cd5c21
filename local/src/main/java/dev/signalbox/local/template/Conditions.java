package dev.signalbox.local.template;

import dev.signalbox.local.template.Evaluation.Names;
import dev.signalbox.local.template.Yaml.Mark;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of a template's conditions hold. */
final class Conditions {
  private final Yaml.Mapping declared;
  private final Findings findings;
  private final Evaluation evaluation;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Deque<String> asking = new ArrayDeque<>();

  /**
   * @param names parameters and pseudo parameters
   */
  Conditions(Yaml.Mapping template, Names names, Findings findings) {
    this.declared = template.mapping("Conditions");
    this.findings = findings;
    this.evaluation = new Evaluation(names, template.mapping("Mappings"), this, findings);
  }

  boolean holds(String name, Mark at) {
    var value = known.get(name);
    if (value != null) {
      return value;
    }
    var condition =
        declared
            .get(name)
            .orElseThrow(() ->
                findings.fatal(
                    at,
                    "there is no condition '"
                        + name
                        + "'"
                        + Suggestion.of(name, declared.entries().keySet())));
    if (asking.contains(name)) {
      throw findings.fatal(at, "condition '" + name + "' depends on itself");
    }
    asking.push(name);
    boolean holds = test(condition);
    asking.pop();
    known.put(name, holds);
    return holds;
  }

  /** Whether a resource or output with this {@code Condition} is there. */
  boolean allow(Yaml.Mapping declaration) {
    return declaration
        .text("Condition")
        .map(name -> holds(name, declaration.at("Condition")))
        .orElse(true);
  }

  /** What an {@code Fn::If} of condition, then and else comes to. */
  Yaml branch(List<Yaml> parts, Mark at) {
    if (!(parts.getFirst() instanceof Yaml.Scalar name)) {
      throw findings.fatal(at, "Fn::If begins with the name of a condition");
    }
    return parts.get(holds(name.text(), at) ? 1 : 2);
  }

  private boolean test(Yaml condition) {
    if (!(condition instanceof Yaml.Mapping mapping) || mapping.entries().size() != 1) {
      throw findings.fatal(condition.at(), "a condition is one of And, Equals, Not, Or, Condition");
    }
    var entry = mapping.entries().entrySet().iterator().next();
    var argument = entry.getValue();
    return switch (entry.getKey()) {
      case "Condition" -> holds(evaluation.text(argument), mapping.at());
      case "Fn::Equals" -> equal(items(argument, 2, 2));
      case "Fn::Not" -> !test(items(argument, 1, 1).getFirst());
      case "Fn::And" -> items(argument, 2, 10).stream().allMatch(this::test);
      case "Fn::Or" -> items(argument, 2, 10).stream().anyMatch(this::test);
      default ->
          throw findings.fatal(mapping.at(), entry.getKey() + " cannot be used in a condition");
    };
  }

  private boolean equal(List<Yaml> both) {
    var one = evaluation.of(both.getFirst());
    var other = evaluation.of(both.getLast());
    return one.isPresent()
        && other.isPresent()
        && (one.equals(other)
            || (one.get().isValueNode() && one.get().asText().equals(other.get().asText())));
  }

  private List<Yaml> items(Yaml argument, int least, int most) {
    if (argument instanceof Yaml.Sequence sequence
        && sequence.items().size() >= least
        && sequence.items().size() <= most) {
      return sequence.items();
    }
    throw findings.fatal(
        argument.at(), "a list of " + least + " to " + most + " parts is expected");
  }
}
