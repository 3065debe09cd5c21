package dev.signalbox.local.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wish for an execution. */
public record Start(
    Trigger trigger,
    Optional<String> clientToken,
    Map<String, String> variables,
    List<GivenRevision> revisions) {
  public static Start by(String type, String detail) {
    return new Start(new Trigger(type, detail), Optional.empty(), Map.of(), List.of());
  }
}
