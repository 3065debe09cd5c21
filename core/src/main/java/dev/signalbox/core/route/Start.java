package dev.signalbox.core.route;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a route starts, and the variables it hands over. */
public record Start(Target target, Map<String, Template> variables) {
  public Start {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  public Map<String, String> variablesFor(Push push) {
    Map<String, String> values = new LinkedHashMap<>();
    variables.forEach(
        (name, template) -> template.fill(push).ifPresent(value -> values.put(name, value)));
    return values;
  }
}
