package dev.signalbox.local.build;

import dev.signalbox.local.api.Builds;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.process.Tether;
import java.nio.file.Path;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;

/** CodeBuild: projects, and builds that run their buildspec's commands on this machine. */
public final class CodeBuild implements Builds, AutoCloseable {
  private final Clock clock;
  private final Path directory;
  private final BuildEvents events;
  private final BuildRecords records;
  private final BuildYard yard;
  private final Tether tether = new Tether();
  private final Starting starting;
  private final Service api = new Service("codebuild");
  private final Resources resources;

  public CodeBuild(Store store, Clock clock, Surroundings surroundings, BuildLimits limits) {
    this.clock = clock;
    this.directory = store.directory("builds");
    this.events = new BuildEvents(surroundings.events());
    this.records = new BuildRecords(store);
    this.yard = new BuildYard(limits.concurrent());
    Projects projects = new Projects(store);
    Cache cache = new Cache(store.directory("build-caches"));
    Workshop workshop = new Workshop(surroundings, clock, cache, tether, directory, limits);
    this.starting = new Starting(workshop, projects, records, yard);
    ProjectOperations operations = new ProjectOperations(projects, cache, clock);
    this.resources = new ProjectResources(projects, operations);
    operations.addTo(api);
    new BuildOperations(starting, projects, records, yard).addTo(api);
  }

  public Service api() {
    return api;
  }

  /** {@code AWS::CodeBuild::Project}. */
  public Resources resources() {
    return resources;
  }

  /** Writes down the end of the builds that a stop of {@code local} has cut off. */
  public void start() {
    for (BuildRecords.Kept kept : records.unfinished()) {
      Place place = new Place(kept.account(), kept.region());
      Build build = BuildRecords.build(kept);
      Progress progress = new Progress(records, events, clock, place, build);
      if (build.phases().isEmpty() || build.phases().getLast().endTime() != null) {
        progress.enter(BuildPhaseType.FINALIZING);
      }
      progress.leave(Ending.CUT_OFF.status(), Ending.CUT_OFF.contexts());
      progress.complete(Ending.CUT_OFF.status());
      int uuid = build.id().indexOf(':') + 1;
      new BuildDirectories(directory.resolve(build.id().substring(uuid))).remove();
    }
  }

  @Override
  public String start(Place place, Request request, Consumer<Result> done) {
    return starting.byPipeline(place, request, done);
  }

  @Override
  public void stop(Place place, String buildId) {
    yard.find(place, buildId).ifPresent(run -> yard.end(run, Ending.STOPPED));
  }

  @Override
  public void close() {
    yard.close();
    tether.close();
  }
}
