package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Pipelines that remember what started them, as CodePipeline's history does. */
public final class PipelinesInMemory implements Pipelines {
  private final Map<String, Callable<Pipeline>> described = new HashMap<>();
  private final List<StartRequest> started = new ArrayList<>();

  public PipelinesInMemory with(Pipeline pipeline) {
    return answering(pipeline.id().name(), () -> pipeline);
  }

  public PipelinesInMemory answering(String name, Callable<Pipeline> answer) {
    described.put(name, answer);
    return this;
  }

  public synchronized List<StartRequest> started() {
    return List.copyOf(started);
  }

  @Override
  public synchronized Pipeline describe(Trigger trigger) {
    Callable<Pipeline> answer = described.get(trigger.pipeline().name());
    if (answer == null) {
      throw new Refused("there is no pipeline " + trigger.pipeline());
    }
    try {
      return answer.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized ExecutionId start(StartRequest request) {
    started.add(request);
    return execution(request.trigger().id());
  }

  @Override
  public synchronized Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
    return started.stream()
        .map(request -> request.trigger().id())
        .filter(trigger.id()::equals)
        .map(PipelinesInMemory::execution)
        .findFirst();
  }

  private static ExecutionId execution(TriggerId trigger) {
    return new ExecutionId("execution of " + trigger);
  }
}
