package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.WatchedRepository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the section 'repositories'. */
final class Repositories {
  private static final List<String> KEYS =
      Stream.concat(
              Stream.of("account", "region", "name", "default-branch", "protected"),
              Hostings.KEYS.stream())
          .toList();
  private static final String DEFAULT_BRANCH = "main";

  private final Problems problems;
  private final Accounts accounts;
  private final Map<String, Optional<Repository>> byName = new LinkedHashMap<>();
  private final Map<Repository, WatchedRepository> watched = new LinkedHashMap<>();

  Repositories(Problems problems, Accounts accounts) {
    this.problems = problems;
    this.accounts = accounts;
  }

  void read(Node node) {
    Section.of("'repositories'", node, problems)
        .ifPresent(section ->
            section
                .entries()
                .forEach((name, value) -> byName.put(name.value(), repository(name, value))));
  }

  List<WatchedRepository> all() {
    return List.copyOf(watched.values());
  }

  Optional<Repository> named(Text name) {
    if (!byName.containsKey(name.value())) {
      problems.error(
          name.node(),
          "there is no repository '%s'%s"
              .formatted(name.value(), Suggestion.among(byName.keySet(), name.value())));
    }
    return byName.getOrDefault(name.value(), Optional.empty());
  }

  /** What is protected reads the same in whatever dialect the routes are. */
  private List<Glob> guarded(Node node) {
    if (!(node instanceof SequenceNode)) {
      Section.list(node, "'protected'", problems);
      return List.of();
    }
    return new Patterns(problems, Dialect.SIGNALBOX, new Divergence(true)).branches(node).include();
  }

  private Optional<Repository> repository(Text key, Node node) {
    Optional<Section> section =
        Section.of("repository '" + key.value() + "'", node, problems, KEYS);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    var hostings = new Hostings(problems);
    boolean hosted = hostings.applies(section.get());
    Optional<Hostings.Place> place =
        hosted ? hostings.place(section.get()) : codeCommit(key, section.get());
    Optional<Hosting> hosting = hosted ? hostings.hosting(section.get()) : Optional.empty();
    if (!hosted) {
      hostings.refuse(section.get());
    }
    Optional<Account> account = section.get().requireText("account").flatMap(accounts::named);
    Optional<Region> region =
        section
            .get()
            .text("region")
            .flatMap(t -> Names.value(t, Region::new, problems))
            .or(() -> account.map(Account::region));
    String defaultBranch =
        section.get().text("default-branch").map(Text::value).orElse(DEFAULT_BRANCH);
    List<Glob> guarded = section.get().find("protected").map(this::guarded).orElse(List.of());
    if (place.isEmpty() || account.isEmpty() || region.isEmpty()) {
      return Optional.empty();
    }
    var repository =
        new Repository(
            place.get().provider(), account.get().id(), region.get(), place.get().name());
    if (!hosted) {
      readable(key, account.get());
    }
    var entry =
        new WatchedRepository(repository, defaultBranch, guarded, account.get().reach(), hosting);
    if (watched.putIfAbsent(repository, entry) != null) {
      problems.error(key.node(), "repository %s is named twice".formatted(repository));
    }
    return Optional.of(repository);
  }

  private void readable(Text key, Account account) {
    if (account.reach() instanceof Reach.Bus) {
      problems.warning(
          key.node(),
          "account '%s' is reached by a bus: what changes in its repositories cannot be read from"
                  .formatted(account.name())
              + " here; list it a second time, with a role, and name that one");
    }
  }

  private Optional<Hostings.Place> codeCommit(Text key, Section section) {
    return Names.shaped(
            section.text("name").orElse(key), Names.REPOSITORY, "a repository's name", problems)
        .map(name -> new Hostings.Place(Provider.CODECOMMIT, name));
  }
}
