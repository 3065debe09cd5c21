package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a route starts, and the variables it hands over. */
public record Start(Target target, Map<String, Template> variables) {
  public Start {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  public Map<String, String> variablesFor(Cause cause) {
    Map<String, String> values = new LinkedHashMap<>();
    variables.forEach(
        (name, template) -> template.fill(cause).ifPresent(value -> values.put(name, value)));
    return values;
  }
}
