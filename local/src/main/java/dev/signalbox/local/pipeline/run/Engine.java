package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Runs every pipeline. */
public final class Engine implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Track> tracks = new ConcurrentHashMap<>();
  private final Pipelines pipelines;
  private final Executions executions;
  private final Announcements announcements;
  private final Clock clock;
  private final Crew crew;

  public Engine(
      Pipelines pipelines,
      Executions executions,
      Announcements announcements,
      Clock clock,
      Function<ActionTypeId, Provider> providers) {
    this.pipelines = pipelines;
    this.executions = executions;
    this.announcements = announcements;
    this.clock = clock;
    this.crew = new Crew(providers, clock, threads);
  }

  /** Goes on with what the store holds: once, after everything that actions use is there. */
  public void open() {
    for (Pipeline pipeline : pipelines.all()) {
      List<Execution> unfinished = executions.load(pipeline);
      change(
          pipeline,
          track -> {
            track.takeUp(unfinished);
            return true;
          });
    }
  }

  private Track track(Pipeline pipeline) {
    return tracks.computeIfAbsent(
        pipeline.key(),
        _ -> new Track(pipeline, pipelines, executions, announcements, clock, crew));
  }

  private <T> T change(Pipeline pipeline, Function<Track, T> change) {
    Track track = track(pipeline);
    return track.change(() -> {
      // It may have been deleted since it was looked up.
      pipelines.existing(pipeline.place(), pipeline.name());
      return change.apply(track);
    });
  }

  /**
   * @throws AwsError ConcurrentPipelineExecutionsLimitExceededException
   */
  public String start(Pipeline pipeline, Start start) {
    return change(pipeline, track -> new Starts(track).start(start));
  }

  /**
   * @throws AwsError PipelineExecutionNotStoppableException, DuplicatedStopRequestException
   */
  public void stop(Pipeline pipeline, String id, boolean abandon, Optional<String> reason) {
    change(
        pipeline,
        track -> {
          new Requests(track).stop(id, abandon, reason);
          return true;
        });
  }

  /**
   * @throws AwsError StageNotRetryableException, NotLatestPipelineExecutionException
   */
  public void retry(Pipeline pipeline, String id, String stage, boolean all) {
    change(
        pipeline,
        track -> {
          new Requests(track).retry(id, stage, all);
          return true;
        });
  }

  /**
   * @throws AwsError UnableToRollbackStageException …
   */
  public String rollback(Pipeline pipeline, String stage, String target, String principal) {
    return change(pipeline, track -> new Requests(track).rollback(stage, target, principal));
  }

  /** The structure changes: executions that run end CANCELED. */
  public Pipeline update(Pipeline pipeline, PipelineDeclaration declaration, Instant now) {
    return change(
        pipeline,
        track -> {
          track.open().forEach(track.endings()::cancel);
          Pipeline next = track.pipeline().next(now);
          pipelines.replace(next, declaration);
          return next;
        });
  }

  /** The pipeline goes, with everything it runs and ran. */
  public void remove(Pipeline pipeline) {
    change(
        pipeline,
        track -> {
          track.remove();
          pipelines.remove(pipeline);
          executions.forget(pipeline);
          tracks.remove(pipeline.key());
          return true;
        });
  }

  /** Changes what lets executions through, and lets through whoever now may. */
  public void change(Pipeline pipeline, Runnable change) {
    change(
        pipeline,
        _ -> {
          change.run();
          return true;
        });
  }

  /** False when the action had ended. */
  public boolean finish(
      Pipeline pipeline, String execution, String stage, String actionRun, Outcome outcome) {
    return change(pipeline, track -> track.finish(execution, stage, actionRun, outcome));
  }

  /** Goes on with an action under way, on a thread of its own; false when it has ended. */
  public boolean proceed(
      Pipeline pipeline,
      String execution,
      String stage,
      String actionRun,
      BiConsumer<Work, Report> step) {
    return change(
        pipeline,
        track ->
            track
                .running(execution, stage, actionRun)
                .map(run -> {
                  crew.perform(
                      track,
                      Crew.work(track, track.find(execution).orElseThrow(), stage, run),
                      (_, work, report) -> step.accept(work, report));
                  return true;
                })
                .orElse(false));
  }

  /** An action under way. */
  public Optional<Work> work(Pipeline pipeline, String execution, String stage, String actionRun) {
    return change(
        pipeline,
        track ->
            track
                .running(execution, stage, actionRun)
                .map(run -> Crew.work(track, track.find(execution).orElseThrow(), stage, run)));
  }

  public Optional<Execution> find(Pipeline pipeline, String id) {
    return track(pipeline).find(id);
  }

  /** Those that have not ended, oldest first. */
  public List<Execution> running(Pipeline pipeline) {
    return track(pipeline).open();
  }

  @Override
  public void close() {
    crew.dismiss();
    // Not interrupted: an interrupted write would close the store's file.
    threads.shutdown();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
