package dev.signalbox.core.start;

import dev.signalbox.core.release.CommitId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of CodePipeline.
 *
 * @param revisions the commit for each source action, by the action's name
 */
public record StartRequest(
    Trigger trigger, Map<String, CommitId> revisions, Map<String, String> variables) {
  public StartRequest {
    revisions = Collections.unmodifiableMap(new LinkedHashMap<>(revisions));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  static StartRequest of(Trigger trigger, Pipeline pipeline) {
    if (!pipeline.takesOverrides()) {
      return new StartRequest(trigger, Map.of(), Map.of());
    }
    Map<String, CommitId> revisions = new LinkedHashMap<>();
    pipeline
        .sourcesFor(trigger.push())
        .forEach(source -> revisions.put(source.name(), trigger.commit()));
    return new StartRequest(trigger, revisions, trigger.variables());
  }
}
