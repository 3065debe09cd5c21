package dev.signalbox.definitions.yaml;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.On;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what a route is for. */
final class Ons {
  private static final List<String> KINDS =
      List.of("branches", "tags", "pull-requests", "image", "object");
  private static final List<String> KEYS =
      List.of("repository", "branches", "tags", "pull-requests", "image", "object");
  private static final List<String> PULL_REQUEST_KEYS = List.of("into", "from", "events");
  private static final List<String> IMAGE_KEYS = List.of("account", "region", "repository", "tags");
  private static final List<String> OBJECT_KEYS = List.of("account", "region", "bucket", "keys");
  private static final List<String> STAGES =
      Arrays.stream(PullRequest.Stage.values()).map(PullRequest.Stage::word).toList();
  private static final Set<PullRequest.Stage> USUAL =
      Set.of(PullRequest.Stage.OPENED, PullRequest.Stage.UPDATED);

  private final Problems problems;
  private final Accounts accounts;
  private final Repositories repositories;
  private final Patterns patterns;

  Ons(Problems problems, Accounts accounts, Repositories repositories, Patterns patterns) {
    this.problems = problems;
    this.accounts = accounts;
    this.repositories = repositories;
    this.patterns = patterns;
  }

  Optional<On> read(Node node) {
    return Section.of("'on'", node, problems, KEYS).flatMap(this::on);
  }

  private Optional<On> on(Section section) {
    List<String> kinds = KINDS.stream().filter(kind -> section.find(kind).isPresent()).toList();
    if (kinds.size() > 1) {
      problems.error(
          section.find(kinds.get(1)).orElseThrow(),
          "a route is for one of %s, not for '%s' and '%s': write two routes"
              .formatted(String.join(", ", KINDS), kinds.get(0), kinds.get(1)));
    }
    String kind = kinds.isEmpty() ? "branches" : kinds.getFirst();
    if (kind.equals("image") || kind.equals("object")) {
      section
          .find("repository")
          .ifPresent(repository ->
              problems.error(
                  repository,
                  "'repository' is for git; an %s has its place in itself".formatted(kind)));
      Node own = section.find(kind).orElseThrow();
      return kind.equals("image") ? image(own) : object(own);
    }
    Optional<Repository> repository =
        section.requireText("repository").flatMap(repositories::named);
    Optional<Node> filter = section.find(kind);
    return switch (kind) {
      case "tags" -> {
        NameFilter tags = filter.map(patterns::tags).orElse(NameFilter.ALL);
        yield repository.map(r -> new On.Tags(r, tags));
      }
      case "pull-requests" -> pullRequests(repository, filter.orElseThrow());
      default -> {
        NameFilter branches = filter.map(patterns::branches).orElse(NameFilter.ALL);
        yield repository.map(r -> new On.Branches(r, branches));
      }
    };
  }

  private Optional<On> pullRequests(Optional<Repository> repository, Node node) {
    repository
        .filter(r -> r.provider() != Provider.CODECOMMIT)
        .ifPresent(r ->
            problems.error(
                node,
                "pull requests are told by CodeCommit only, and %s is not there".formatted(r)));
    if (node instanceof SequenceNode) {
      NameFilter into = patterns.branches(node);
      return repository.map(r -> new On.PullRequests(r, into, NameFilter.ALL, USUAL));
    }
    return Section.of("'pull-requests'", node, problems, PULL_REQUEST_KEYS)
        .flatMap(section -> {
          NameFilter into = section.find("into").map(patterns::branches).orElse(NameFilter.ALL);
          NameFilter from = section.find("from").map(patterns::branches).orElse(NameFilter.ALL);
          Set<PullRequest.Stage> stages = section.find("events").map(this::stages).orElse(USUAL);
          return repository.map(r -> new On.PullRequests(r, into, from, stages));
        });
  }

  private Set<PullRequest.Stage> stages(Node node) {
    return Section.words(node, "'events'", STAGES, problems).stream()
        .map(word -> PullRequest.Stage.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  /** A repository of images or a bucket, and where it is. */
  private record Holder(AccountId account, Region region, String name) {}

  private Optional<On> image(Node node) {
    return Section.of("'image'", node, problems, IMAGE_KEYS)
        .flatMap(section -> {
          Optional<Holder> holder =
              holder(section, "repository", Names.IMAGES, "a repository of images");
          NameFilter tags = section.find("tags").map(patterns::imageTags).orElse(NameFilter.ALL);
          return holder.map(h -> new On.Images(h.account(), h.region(), h.name(), tags));
        });
  }

  private Optional<On> object(Node node) {
    return Section.of("'object'", node, problems, OBJECT_KEYS)
        .flatMap(section -> {
          Optional<Holder> holder = holder(section, "bucket", Names.BUCKET, "a bucket's name");
          NameFilter keys = section.find("keys").map(patterns::keys).orElse(NameFilter.ALL);
          return holder.map(h -> new On.Objects(h.account(), h.region(), h.name(), keys));
        });
  }

  private Optional<Holder> holder(Section section, String key, Pattern shape, String what) {
    Optional<Account> account = account(section);
    Optional<Region> region = region(section, account);
    Optional<String> name =
        section.requireText(key).flatMap(t -> Names.shaped(t, shape, what, problems));
    return account.flatMap(a -> region.flatMap(r -> name.map(n -> new Holder(a.id(), r, n))));
  }

  private Optional<Account> account(Section section) {
    return section.requireText("account").flatMap(accounts::named);
  }

  private Optional<Region> region(Section section, Optional<Account> account) {
    return section
        .text("region")
        .flatMap(t -> Names.value(t, Region::new, problems))
        .or(() -> account.map(Account::region));
  }
}
