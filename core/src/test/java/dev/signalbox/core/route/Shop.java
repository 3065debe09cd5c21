package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.release.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A made-up shop: one repository, four routes, and makers of what tests need around them. */
public final class Shop {
  public static final Account TOOLS =
      new Account(
          "tools",
          new AccountId("111111111111"),
          new Region("eu-west-1"),
          new Reach.Role("signalbox-target", Optional.empty()));
  public static final Account PROD =
      new Account(
          "prod",
          new AccountId("333333333333"),
          new Region("eu-west-1"),
          new Reach.Bus("signalbox"));
  public static final Repository REPOSITORY = new Repository(TOOLS.id(), TOOLS.region(), "shop");
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private Shop() {}

  public static Definition definition() {
    return definition(
        route("web", branches("main"), paths("web/**", "libs/ui/**").excluding("**/*.md").filter()),
        route("api", branches("main", "release/*"), paths("api/**", "libs/common/**").filter()),
        route("docs", branches("main"), paths("docs/**", "**/*.md").filter()),
        route("ci", branches("feature/**"), PathFilter.NONE));
  }

  public static Definition definition(Route... routes) {
    return new Definition(
        "v1",
        new Routes(
            List.of(TOOLS, PROD),
            List.of(new WatchedRepository(REPOSITORY, "main", TOOLS.reach())),
            List.of(routes)));
  }

  public static Route route(String name, NameFilter branches, PathFilter paths) {
    return new Route(name, REPOSITORY, branches, paths, start(name, TOOLS));
  }

  public static Start start(String pipeline, Account account, String... variables) {
    Map<String, Template> templates = new LinkedHashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      templates.put(variables[i], new Template(variables[i + 1]));
    }
    return new Start(
        new Target(
            new PipelineId(account.id(), account.region(), "shop-" + pipeline), account.reach()),
        templates);
  }

  public static Route route(String name, On on) {
    return new Route(name, on, PathFilter.NONE, start(name, TOOLS), Set.of());
  }

  public static Route with(Route route, Route.Option... options) {
    return new Route(route.name(), route.on(), route.paths(), route.start(), Set.of(options));
  }

  public static NameFilter branches(String... include) {
    return new NameFilter(globs(include), List.of());
  }

  public static Paths paths(String... include) {
    return new Paths(new PathFilter(globs(include), List.of(), List.of(), List.of()));
  }

  /** A path filter in the making. */
  public record Paths(PathFilter filter) {
    public Paths excluding(String... patterns) {
      return new Paths(
          new PathFilter(filter.include(), globs(patterns), filter.veto(), filter.unlessOnly()));
    }

    public Paths only(Change.Kind... kinds) {
      return new Paths(
          new PathFilter(
              filter.include(),
              filter.exclude(),
              filter.veto(),
              filter.unlessOnly(),
              Set.of(kinds)));
    }

    public Paths vetoed(String... patterns) {
      return new Paths(
          new PathFilter(filter.include(), filter.exclude(), globs(patterns), filter.unlessOnly()));
    }

    public Paths unlessOnly(String... patterns) {
      return new Paths(
          new PathFilter(filter.include(), filter.exclude(), filter.veto(), globs(patterns)));
    }
  }

  public static List<Glob> globs(String... patterns) {
    return List.of(patterns).stream().map(Glob::of).toList();
  }

  public static CommitId commit(int number) {
    return new CommitId("%040x".formatted(number));
  }

  /** The branch moved from commit 1 to commit 2. */
  public static Push push(String branch) {
    return push(Ref.branch(branch), Optional.of(commit(1)), Optional.of(commit(2)));
  }

  public static Push newBranch(String branch) {
    return push(Ref.branch(branch), Optional.empty(), Optional.of(commit(2)));
  }

  public static Push push(Ref ref, Optional<CommitId> before, Optional<CommitId> after) {
    return new Push("delivery-1", REPOSITORY, ref, before, after, NOON);
  }

  public static Event event(Push push) {
    return new Event.Pushed(push);
  }

  /** From a branch at commit 2 into a branch at commit 1. */
  public static Event pullRequest(PullRequest.Stage stage, String from, String into) {
    return new Event.Proposed(
        new PullRequest(
            "delivery-1",
            REPOSITORY,
            "7",
            stage,
            new PullRequest.Tip(Ref.branch(from), commit(2)),
            new PullRequest.Tip(Ref.branch(into), commit(1)),
            NOON));
  }

  public static Event image(String repository, Optional<String> tag) {
    return new Event.ImagePushed(
        new ImagePush(
            "delivery-1",
            TOOLS.id(),
            TOOLS.region(),
            repository,
            "sha256:" + "a".repeat(64),
            tag,
            NOON));
  }

  public static Event object(String bucket, String key, Optional<String> version) {
    return new Event.ObjectWritten(
        new StoredObject(
            "delivery-1",
            TOOLS.id(),
            TOOLS.region(),
            bucket,
            key,
            version,
            Optional.of("0055"),
            NOON));
  }
}
