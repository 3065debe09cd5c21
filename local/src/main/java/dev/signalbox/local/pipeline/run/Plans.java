package dev.signalbox.local.pipeline.run;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** A stage's declaration as the order of its actions. */
final class Plans {
  private static final int MOST_IN_PARALLEL_MODE = 5;

  private Plans() {}

  static Progress of(PipelineDeclaration declaration, StageDeclaration stage) {
    Map<String, Integer> orders = new LinkedHashMap<>();
    for (ActionDeclaration action : stage.actions()) {
      orders.put(action.name(), action.runOrder());
    }
    boolean parallel = declaration.executionMode() == ExecutionMode.PARALLEL;
    return new Progress(orders, parallel ? MOST_IN_PARALLEL_MODE : Integer.MAX_VALUE);
  }
}
