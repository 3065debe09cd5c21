package dev.signalbox.core.start;

import dev.signalbox.core.release.Revision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of CodePipeline.
 *
 * @param revisions what to read, for each source action, by the action's name
 */
public record StartRequest(
    Trigger trigger, Map<String, Revision> revisions, Map<String, String> variables) {
  public StartRequest {
    revisions = Collections.unmodifiableMap(new LinkedHashMap<>(revisions));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  static StartRequest of(Trigger trigger, Pipeline pipeline) {
    if (!pipeline.takesOverrides()) {
      return new StartRequest(trigger, Map.of(), Map.of());
    }
    return new StartRequest(trigger, pipeline.revisionsFor(trigger.cause()), trigger.variables());
  }
}
