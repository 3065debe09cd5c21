package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Builds;
import dev.signalbox.local.api.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Builds that last until the test says how they end. */
final class FakeBuilds implements Builds {
  /** One build. */
  record Build(String id, Request request, Consumer<Result> done) {}

  final List<Build> started = new CopyOnWriteArrayList<>();
  final List<String> stopped = new CopyOnWriteArrayList<>();
  final Map<String, Boolean> ended = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public String start(Place place, Request request, Consumer<Result> done) {
    if (request.project().equals("missing")) {
      throw AwsError.of("ResourceNotFoundException", "Project cannot be found");
    }
    String id = request.project() + ":build-" + count.incrementAndGet();
    started.add(new Build(id, request, done));
    return id;
  }

  @Override
  public void stop(Place place, String buildId) {
    stopped.add(buildId);
  }

  /** Builds of a project that have not ended. */
  List<Build> running(String project) {
    return started.stream()
        .filter(it -> it.request().project().equals(project) && !ended.containsKey(it.id()))
        .toList();
  }

  void end(String project, String status, Map<String, String> exported, Map<String, Path> made) {
    Build build = running(project).getFirst();
    ended.put(build.id(), true);
    Optional<String> failure =
        status.equals("SUCCEEDED") ? Optional.empty() : Optional.of("BUILD: exit status 1");
    build
        .done()
        .accept(
            new Result(build.id(), status, failure, exported, made, "https://logs/" + build.id()));
  }
}
