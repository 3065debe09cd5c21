package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines in memory, with tags and runs; each begins to run when it is made, as on AWS. */
public final class WorkshopInMemory implements Workshop {
  /** A pipeline that is there. */
  private static final class Made {
    private final Map<String, String> tags;
    private final List<Run> runs = new ArrayList<>();
    private String version;

    private Made(Map<String, String> tags, String version) {
      this.tags = tags;
      this.version = version;
    }
  }

  private final OwnerTags tags = new OwnerTags("tools/eu-west-1/ledger");
  private final Map<PipelineId, Made> there = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private String template = "1";
  private int runs;
  private int room = Integer.MAX_VALUE;
  private boolean stubborn;
  private Runnable whileMaking = () -> {};
  private Optional<RuntimeException> trouble = Optional.empty();

  public WorkshopInMemory templateIs(String version) {
    template = version;
    return this;
  }

  WorkshopInMemory roomFor(int pipelines) {
    room = pipelines;
    return this;
  }

  /** Runs that are asked to stop take for ever to do so. */
  WorkshopInMemory stubborn(boolean value) {
    stubborn = value;
    return this;
  }

  WorkshopInMemory whileMaking(Runnable action) {
    whileMaking = action;
    return this;
  }

  WorkshopInMemory deletingFailsWith(RuntimeException e) {
    trouble = Optional.of(e);
    return this;
  }

  WorkshopInMemory deletingWorks() {
    trouble = Optional.empty();
    return this;
  }

  WorkshopInMemory foreign(PipelineId id, Map<String, String> foreignTags) {
    there.put(id, new Made(foreignTags, "0"));
    return this;
  }

  public ExecutionId run(PipelineId id) {
    var execution = new ExecutionId("run " + ++runs);
    made(id).runs.add(new Run(execution, Run.State.RUNNING, false));
    return execution;
  }

  public void endAll(PipelineId id) {
    made(id).runs.replaceAll(run -> new Run(run.id(), Run.State.ENDED, run.byCreation()));
  }

  public boolean has(PipelineId id) {
    return there.containsKey(id);
  }

  int count() {
    return there.size();
  }

  /** What was done, in a word each. */
  List<String> log() {
    return List.copyOf(log);
  }

  private Made made(PipelineId id) {
    Made made = there.get(id);
    if (made == null) {
      throw new Refused("there is no pipeline " + id);
    }
    return made;
  }

  @Override
  public Found find(BranchPipeline pipeline) {
    Made made = there.get(pipeline.id());
    if (made == null) {
      return Found.NOTHING;
    }
    return tags.prove(pipeline, made.tags) ? Found.OURS : Found.FOREIGN;
  }

  @Override
  public String make(BranchPipeline pipeline) {
    whileMaking.run();
    if (!pipeline.plan().template().name().equals("shop-preview")) {
      throw new Refused("there is no template " + pipeline.plan().template());
    }
    if (there.containsKey(pipeline.id())) {
      throw new Unavailable("there is one already");
    }
    if (there.size() >= room) {
      throw new Refused("the account has no room for another pipeline");
    }
    var made = new Made(tags.of(pipeline), template);
    made.runs.add(
        new Run(new ExecutionId("first run of " + pipeline.id()), Run.State.RUNNING, true));
    there.put(pipeline.id(), made);
    log.add("make");
    return template;
  }

  @Override
  public String remake(BranchPipeline pipeline, Optional<String> known) {
    if (!known.equals(Optional.of(template))) {
      made(pipeline.id()).version = template;
      log.add("remake");
    }
    return template;
  }

  /** The template's version that a pipeline is like. */
  String versionOf(PipelineId id) {
    return made(id).version;
  }

  @Override
  public List<Run> runs(BranchPipeline pipeline) {
    return made(pipeline.id()).runs.reversed();
  }

  @Override
  public void stop(BranchPipeline pipeline, ExecutionId run, boolean abandon) {
    log.add(abandon ? "abandon" : "stop");
    Run.State state = stubborn ? Run.State.STOPPING : Run.State.ENDED;
    made(pipeline.id())
        .runs
        .replaceAll(one -> one.id().equals(run) ? new Run(run, state, one.byCreation()) : one);
  }

  @Override
  public void delete(BranchPipeline pipeline) {
    if (trouble.isPresent()) {
      throw trouble.get();
    }
    there.remove(pipeline.id());
    log.add("delete");
  }
}
