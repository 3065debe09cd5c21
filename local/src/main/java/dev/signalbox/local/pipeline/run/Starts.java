package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.pipeline.definition.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/** New executions. */
final class Starts {
  private static final int MOST_AT_ONCE = 50;

  private final Track track;

  Starts(Track track) {
    this.track = track;
  }

  String start(Start start) {
    Pipeline pipeline = track.pipeline();
    PipelineDeclaration declaration = track.declaration(pipeline);
    Optional<String> known =
        start.clientToken().flatMap(token -> track.executions().byToken(pipeline, token));
    if (known.isPresent()) {
      return known.get();
    }
    checkRoom(track.open(), declaration);
    Execution execution =
        new Execution(
            UUID.randomUUID().toString(),
            track.executions().nextNumber(pipeline),
            pipeline.version(),
            declaration.executionModeAsString(),
            Optional.empty(),
            start.trigger(),
            start.clientToken(),
            variables(declaration, start.variables()),
            start.revisions(),
            Status.IN_PROGRESS,
            "",
            track.now(),
            track.now(),
            1,
            0,
            true,
            Optional.empty(),
            List.of(),
            List.of());
    track.add(execution);
    return execution.id();
  }

  /**
   * @throws AwsError ConcurrentPipelineExecutionsLimitExceededException
   */
  static void checkRoom(List<Execution> open, PipelineDeclaration declaration) {
    if (declaration.executionMode() != ExecutionMode.SUPERSEDED && open.size() >= MOST_AT_ONCE) {
      throw AwsError.of(
          "ConcurrentPipelineExecutionsLimitExceededException",
          "The pipeline has reached the limit of %d concurrent executions in %s mode"
              .formatted(MOST_AT_ONCE, declaration.executionModeAsString()));
    }
  }

  private static Map<String, String> variables(
      PipelineDeclaration declaration, Map<String, String> given) {
    Map<String, String> values = new HashMap<>();
    for (PipelineVariableDeclaration variable : declaration.variables()) {
      String value = given.getOrDefault(variable.name(), variable.defaultValue());
      if (value != null) {
        values.put(variable.name(), value);
      }
    }
    return values;
  }
}
