package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.Search;
import dev.signalbox.core.glob.Search.Result;
import dev.signalbox.core.glob.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be proved of routes before anything is pushed; what cannot be is left unsaid. */
public final class Proofs {
  private static final List<Glob> ALL = List.of(Glob.of("**"));

  /** Something that is so, and hardly meant. */
  public record Proof(Route route, String message) {}

  private final List<Route> routes;
  private final List<WatchedRepository> repositories;
  private final List<Proof> proofs = new ArrayList<>();
  private final Patience patience = new Patience();

  private Proofs(List<Route> routes, List<WatchedRepository> repositories) {
    this.routes = List.copyOf(routes);
    this.repositories = List.copyOf(repositories);
  }

  public static List<Proof> of(List<Route> routes) {
    return of(routes, List.of());
  }

  public static List<Proof> of(List<Route> routes, List<WatchedRepository> repositories) {
    return new Proofs(routes, repositories).run();
  }

  private List<Proof> run() {
    for (Route route : routes) {
      unreachable(route);
      new Redundancy(route, patience)
          .messages()
          .forEach(message -> proofs.add(new Proof(route, message)));
      if (route.is(Route.Option.DEFAULT)) {
        shadowed(route);
      }
    }
    twice();
    if (patience.hasEnded()) {
      proofs.add(
          new Proof(
              routes.getFirst(),
              "there are too many patterns to compare each with all others: some are not proved"));
    }
    return List.copyOf(proofs);
  }

  private void unreachable(Route route) {
    for (Named names : Named.of(route.on())) {
      if (noName(names.texts(), names.filter())) {
        proofs.add(
            new Proof(
                route,
                "it never runs: no %s is included and not excluded".formatted(names.what())));
      }
    }
    if (route.start().ephemeral().isPresent() && onlyProtected(route)) {
      proofs.add(
          new Proof(route, "it never runs: it is only for branches that are protected from it"));
    }
    PathFilter paths = route.paths();
    if (noFile(paths, PathFilter.NONE)) {
      proofs.add(
          new Proof(route, "it never runs: no file is included and neither excluded nor vetoed"));
    }
    if (!paths.unlessOnly().isEmpty()
        && Search.none(
            Texts.PATHS, List.of(paths.unlessOnly(), paths.veto()), lists -> lists.isEmpty())) {
      proofs.add(new Proof(route, "it never runs: every file is vetoed or in 'unless-only'"));
    }
  }

  private boolean onlyProtected(Route route) {
    return route.on() instanceof On.Branches(var repository, var names)
        && repositories.stream()
            .filter(watched -> watched.repository().equals(repository))
            .anyMatch(watched ->
                Search.none(
                    Texts.REFS,
                    List.of(included(names.include()), names.exclude(), guarded(watched)),
                    lists -> lists.get(0) && !lists.get(1) && !lists.get(2)));
  }

  private static List<Glob> guarded(WatchedRepository watched) {
    Glob defaultBranch = Glob.of(watched.defaultBranch().replaceAll("[^A-Za-z0-9/]", "\\\\$0"));
    return Stream.concat(Stream.of(defaultBranch), watched.guarded().stream()).toList();
  }

  /** A name that passes both filters. */
  private static Result proved(Texts texts, NameFilter one, NameFilter other) {
    return Search.text(
        texts,
        List.of(included(one.include()), one.exclude(), included(other.include()), other.exclude()),
        lists -> lists.get(0) && !lists.get(1) && lists.get(2) && !lists.get(3));
  }

  private static boolean noName(Texts texts, NameFilter names) {
    return Search.none(
        texts,
        List.of(included(names.include()), names.exclude()),
        lists -> lists.get(0) && !lists.get(1));
  }

  /** Whether there is no file that counts for one filter and does not stop the other. */
  private static boolean noFile(PathFilter one, PathFilter other) {
    return Search.none(
        Texts.PATHS,
        List.of(included(one.include()), one.exclude(), one.veto(), other.veto()),
        lists -> lists.get(0) && !lists.get(1) && !lists.get(2) && !lists.get(3));
  }

  private static List<Glob> included(List<Glob> include) {
    return include.isEmpty() ? ALL : include;
  }

  /** A default route is shadowed where another route takes all that it is for. */
  private void shadowed(Route route) {
    routes.stream()
        .filter(other -> !other.is(Route.Option.DEFAULT) && other.paths().takesAnything())
        .filter(other -> covers(other.on(), route.on()))
        .findFirst()
        .ifPresent(other ->
            proofs.add(
                new Proof(
                    route,
                    "it never runs: route '%s' takes everything that it is for"
                        .formatted(other.name()))));
  }

  private static boolean covers(On other, On route) {
    if (!samePlace(other, route)) {
      return false;
    }
    List<Named> wide = Named.of(other);
    List<Named> narrow = Named.of(route);
    for (int i = 0; i < wide.size(); i++) {
      NameFilter outer = wide.get(i).filter();
      NameFilter inner = narrow.get(i).filter();
      boolean within =
          Search.none(
              wide.get(i).texts(),
              List.of(
                  included(inner.include()),
                  inner.exclude(),
                  included(outer.include()),
                  outer.exclude()),
              lists -> lists.get(0) && !lists.get(1) && (!lists.get(2) || lists.get(3)));
      if (!within) {
        return false;
      }
    }
    return true;
  }

  private static boolean samePlace(On one, On other) {
    return switch (one) {
      case On.Branches(var repository, _) ->
          other instanceof On.Branches o && o.repository().equals(repository);
      case On.Tags(var repository, _) ->
          other instanceof On.Tags o && o.repository().equals(repository);
      case On.PullRequests(var repository, _, _, var stages) ->
          other instanceof On.PullRequests o
              && o.repository().equals(repository)
              && stages.containsAll(o.stages());
      case On.Images(var account, var region, var repository, _) ->
          other instanceof On.Images o
              && o.account().equals(account)
              && o.region().equals(region)
              && o.repository().equals(repository);
      case On.Objects(var account, var region, var bucket, _) ->
          other instanceof On.Objects o
              && o.account().equals(account)
              && o.region().equals(region)
              && o.bucket().equals(bucket);
    };
  }

  private void twice() {
    Map<List<Object>, List<Route>> byPipeline = new LinkedHashMap<>();
    for (Route route : routes) {
      List<Route> earlier =
          byPipeline.computeIfAbsent(pipelines(route.start()), _ -> new ArrayList<>());
      earlier.stream()
          .filter(other -> !isApart(other, route) && patience.lasts())
          .flatMap(other -> together(other, route).stream().map(name -> twice(other, name)))
          .findFirst()
          .ifPresent(message -> proofs.add(new Proof(route, message)));
      earlier.add(route);
    }
  }

  private static String twice(Route other, String name) {
    return "route '%s' starts the same pipeline, for instance for '%s': one start"
            .formatted(other.name(), name)
        + " serves both, with the variables of that route";
  }

  /** Whether it can be seen at once that no cause is for both. */
  private static boolean isApart(Route one, Route other) {
    if (!samePlace(one.on(), other.on())) {
      return true;
    }
    List<Glob> ofOne = Named.of(one.on()).getFirst().filter().include();
    List<Glob> ofOther = Named.of(other.on()).getFirst().filter().include();
    return !ofOne.isEmpty()
        && !ofOther.isEmpty()
        && ofOne.stream().allMatch(mine -> ofOther.stream().allMatch(mine::isApartFrom));
  }

  /** Equal where two routes start the same pipeline for one push. */
  private static List<Object> pipelines(Start start) {
    return List.of(start.target().pipeline(), start.ephemeral().map(Ephemeral::name));
  }

  /** A name for which both can run at once. */
  private static Optional<String> together(Route one, Route other) {
    if (one.is(Route.Option.DEFAULT) != other.is(Route.Option.DEFAULT)
        || noFile(one.paths(), other.paths())
        || noFile(other.paths(), one.paths())) {
      return Optional.empty();
    }
    List<Named> ofOne = Named.of(one.on());
    List<Named> ofOther = Named.of(other.on());
    Optional<String> name = Optional.empty();
    for (int i = 0; i < ofOne.size(); i++) {
      if (!(proved(ofOne.get(i).texts(), ofOne.get(i).filter(), ofOther.get(i).filter())
          instanceof Result.Found(String text))) {
        return Optional.empty();
      }
      name = name.isPresent() ? name : Optional.of(text);
    }
    return name;
  }
}
