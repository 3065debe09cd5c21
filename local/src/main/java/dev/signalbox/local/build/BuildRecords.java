package dev.signalbox.local.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;

/** Every build there was, with the numbers they got. */
final class BuildRecords {
  /** As the API shows it. */
  record Kept(String account, String region, ObjectNode build) {}

  /** How many builds a project has had. */
  record Count(long builds) {}

  private final Table<Kept> builds;
  private final Table<Count> counts;

  BuildRecords(Store store) {
    builds = store.table("builds", Kept.class);
    counts = store.table("build-counts", Count.class);
  }

  long nextNumber(Place place, String project) {
    String key = place.key(project);
    counts.putIfAbsent(key, new Count(0));
    return counts.update(key, count -> new Count(count.builds() + 1)).orElseThrow().builds();
  }

  void put(Place place, Build build) {
    builds.put(
        place.key(build.id()), new Kept(place.account(), place.region(), Shapes.json(build)));
  }

  Optional<Build> find(Place place, String id) {
    return builds.get(place.key(id)).map(BuildRecords::build);
  }

  boolean remove(Place place, String id) {
    return builds.remove(place.key(id));
  }

  /** The newest first. */
  List<Build> of(Place place) {
    return newestFirst(builds.startingWith(place.key("")));
  }

  /** The newest first. */
  List<Build> of(Place place, String project) {
    return newestFirst(builds.startingWith(place.key(project + ":")));
  }

  private static List<Build> newestFirst(List<Kept> kept) {
    return kept.stream()
        .map(BuildRecords::build)
        .sorted(
            Comparator.comparing(Build::startTime)
                .thenComparing(Build::buildNumber)
                .thenComparing(Build::id)
                .reversed())
        .toList();
  }

  /** Those that a stop of {@code local} has cut off. */
  List<Kept> unfinished() {
    return builds.all().stream()
        .filter(it -> !it.build().path("buildComplete").asBoolean())
        .toList();
  }

  static Build build(Kept kept) {
    return Shapes.fill(Build.builder(), kept.build()).build();
  }
}
