package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a route starts, and the variables it hands over.
 *
 * @param target where each branch has a pipeline of its own: the template, until the branch is
 *     known
 */
public record Start(Target target, Map<String, Template> variables, Optional<Ephemeral> ephemeral) {
  public Start {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** One pipeline for whatever the route takes. */
  public Start(Target target, Map<String, Template> variables) {
    this(target, variables, Optional.empty());
  }

  public Map<String, String> variablesFor(Cause cause) {
    return variablesFor(Placeholders.values(cause));
  }

  Map<String, String> variablesFor(Map<String, String> placeholders) {
    Map<String, String> values = new LinkedHashMap<>();
    variables.forEach((name, template) ->
        template.fill(placeholders).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /** With the branch's own pipeline, where each has one. */
  Start of(Push push) {
    return ephemeral
        .map(plan -> new Target(plan.pipelineOf(push), target.reach()))
        .map(own -> new Start(own, variables, ephemeral))
        .orElse(this);
  }
}
