package dev.signalbox.local.pipeline;

import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.run.ActionRun;
import dev.signalbox.local.pipeline.run.Execution;
import dev.signalbox.local.pipeline.run.Executions;
import dev.signalbox.local.pipeline.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.StartTimeRange;

/** Every run of every action, the newest first. */
record ActionHistory(
    Pipeline pipeline,
    Pipelines pipelines,
    Executions executions,
    @Nullable ActionExecutionFilter filter) {

  /** One run, and how many its execution had before. */
  record Entry(Execution execution, StageRun stage, ActionRun run, int index) {
    String position() {
      return execution.number() + ":" + index;
    }
  }

  /**
   * @throws IllegalArgumentException for what is no position
   */
  Stream<Entry> after(String position) {
    long number = Long.MAX_VALUE;
    int index = 0;
    if (!position.isEmpty()) {
      String[] parts = position.split(":", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("Not a position");
      }
      number = Long.parseLong(parts[0]);
      index = Integer.parseInt(parts[1]);
    }
    long last = number;
    int before = index;
    return candidates()
        .filter(execution -> execution.number() <= last)
        .flatMap(execution -> entries(execution).stream())
        .filter(entry -> entry.execution().number() < last || entry.index() < before);
  }

  private Stream<Execution> candidates() {
    Optional<String> wanted = wanted();
    if (wanted.isEmpty()) {
      return executions.newestFirst(pipeline);
    }
    return Stream.of(
        executions
            .find(pipeline, wanted.get())
            .orElseThrow(() -> ExecutionOperations.notFound(pipeline, wanted.get())));
  }

  private Optional<String> wanted() {
    if (filter == null) {
      return Optional.empty();
    }
    return filter.latestInPipelineExecution() != null
        ? Optional.of(filter.latestInPipelineExecution().pipelineExecutionId())
        : Optional.ofNullable(filter.pipelineExecutionId());
  }

  private List<Entry> entries(Execution execution) {
    List<Entry> entries = new ArrayList<>();
    for (StageRun stage : execution.stages()) {
      for (ActionRun run : stage.actions()) {
        entries.add(new Entry(execution, stage, run, entries.size()));
      }
    }
    return entries.reversed().stream().filter(this::inRange).toList();
  }

  private boolean inRange(Entry entry) {
    if (filter == null || filter.latestInPipelineExecution() == null) {
      return true;
    }
    return filter.latestInPipelineExecution().startTimeRange() == StartTimeRange.ALL
        || entry
            .stage()
            .latest(entry.run().action())
            .filter(it -> it.id().equals(entry.run().id()))
            .isPresent();
  }

  ActionExecutionDetail detail(Entry entry) {
    ActionDeclaration action =
        pipelines.ran(pipeline, entry.execution().version()).stages().stream()
            .filter(it -> it.name().equals(entry.stage().name()))
            .flatMap(it -> it.actions().stream())
            .filter(it -> it.name().equals(entry.run().action()))
            .findFirst()
            .orElseThrow(() -> Pipelines.notFound(pipeline.place(), pipeline.name()));
    return ToldAction.detail(
        pipeline, entry.execution(), entry.stage().name(), action, entry.run());
  }
}
