package dev.signalbox.benchmarks;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A monorepo with a route for each of its services, and a push that changes many files. */
final class Inputs implements Sources, Source {
  private static final int PAGE = 100;
  private static final Account ACCOUNT =
      new Account(
          "dev",
          new AccountId("111111111111"),
          new Region("eu-west-1"),
          new Reach.Role("target", Optional.empty()));
  private static final Repository REPOSITORY =
      new Repository(ACCOUNT.id(), ACCOUNT.region(), "shop");
  private static final CommitId BEFORE = new CommitId("1".repeat(40));
  private static final CommitId AFTER = new CommitId("2".repeat(40));

  private final List<String> patterns = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  Inputs(int routes, int files) {
    var random = new Random(20261121);
    for (int i = 0; i < routes; i++) {
      patterns.add(
          switch (i % 4) {
            case 0 -> "services/s%d/**".formatted(i);
            case 1 -> "libs/l%d/**".formatted(i);
            case 2 -> "apps/**/a%d.ts".formatted(i);
            default -> "**/m%d/pom.xml".formatted(i);
          });
    }
    // Half of what changes is nobody's.
    for (int i = 0; i < files; i++) {
      int number = random.nextInt(2 * Math.max(routes, 1000));
      changes.add(
          new Change(
              Change.Kind.MODIFIED,
              switch (random.nextInt(4)) {
                case 0 -> "services/s%d/src/main/java/shop/C%d.java".formatted(number, i);
                case 1 -> "libs/l%d/src/index%d.ts".formatted(number, i);
                case 2 -> "apps/web/src/pages/a%d.ts".formatted(number);
                default -> "modules/core/m%d/pom.xml".formatted(number);
              }));
    }
  }

  List<String> patterns() {
    return patterns;
  }

  List<Change> changes() {
    return changes;
  }

  Event push() {
    return new Event.Pushed(
        new Push(
            "d",
            REPOSITORY,
            Ref.branch("main"),
            Optional.of(BEFORE),
            Optional.of(AFTER),
            Instant.EPOCH));
  }

  Definition definition() {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      var pipeline = new PipelineId(ACCOUNT.id(), ACCOUNT.region(), "p" + i);
      routes.add(
          new Route(
              "r" + i,
              REPOSITORY,
              new NameFilter(List.of(Glob.of("main"), Glob.of("release/*")), List.of()),
              new PathFilter(List.of(Glob.of(patterns.get(i))), List.of(), List.of(), List.of()),
              new Start(new Target(pipeline, ACCOUNT.reach()), Map.of())));
    }
    return new Definition(
        "v",
        new Routes(
            List.of(ACCOUNT),
            List.of(new WatchedRepository(REPOSITORY, "main", ACCOUNT.reach())),
            routes));
  }

  @Override
  public Source of(WatchedRepository repository) {
    return this;
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    List<List<Change>> pages = new ArrayList<>();
    for (int i = 0; i < changes.size(); i += PAGE) {
      pages.add(changes.subList(i, Math.min(changes.size(), i + PAGE)));
    }
    return pages;
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return Optional.of(one);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return Optional.empty();
  }
}
