package dev.signalbox.definitions;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Start;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A route as the canonical form has it: texts and lists of texts by their names. */
record CanonicalRoute(Map<String, String> texts, Map<String, List<String>> lists) {
  static final Set<String> LISTS =
      Set.of(
          "branches",
          "exceptBranches",
          "tags",
          "exceptTags",
          "into",
          "exceptInto",
          "from",
          "exceptFrom",
          "stages",
          "keys",
          "exceptKeys",
          "include",
          "exclude",
          "veto",
          "unlessOnly",
          "changes",
          "options");

  Route route(Start start) {
    return new Route(
        CanonicalReader.need(texts, "name"),
        on(),
        paths(),
        start,
        words("options", Route.Option.values(), Route.Option::word));
  }

  private On on() {
    String kind = texts.getOrDefault("on", "branches");
    return switch (kind) {
      case "branches" -> new On.Branches(CanonicalReader.repository(texts), branches());
      case "tags" -> new On.Tags(CanonicalReader.repository(texts), names("tags", "exceptTags"));
      case "pull-requests" ->
          new On.PullRequests(
              CanonicalReader.repository(texts),
              names("into", "exceptInto"),
              names("from", "exceptFrom"),
              words("stages", PullRequest.Stage.values(), PullRequest.Stage::word));
      case "image" ->
          new On.Images(
              account(),
              region(),
              CanonicalReader.need(texts, "repository"),
              names("tags", "exceptTags"));
      case "object" ->
          new On.Objects(
              account(),
              region(),
              CanonicalReader.need(texts, "bucket"),
              names("keys", "exceptKeys"));
      default -> throw new IllegalArgumentException("a route on '" + kind + "' is unknown");
    };
  }

  private Dialect dialect() {
    String word = texts.getOrDefault("dialect", Dialect.SIGNALBOX.word());
    return Arrays.stream(Dialect.values())
        .filter(dialect -> dialect.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("dialect '" + word + "' is unknown"));
  }

  private AccountId account() {
    return new AccountId(CanonicalReader.need(texts, "account"));
  }

  private Region region() {
    return new Region(CanonicalReader.need(texts, "region"));
  }

  private PathFilter paths() {
    return new PathFilter(
        globs("include"),
        globs("exclude"),
        globs("veto"),
        globs("unlessOnly"),
        lists.containsKey("changes")
            ? words("changes", Change.Kind.values(), Change.Kind::word)
            : PathFilter.NONE.kinds());
  }

  NameFilter branches() {
    return names("branches", "exceptBranches");
  }

  private NameFilter names(String include, String exclude) {
    return new NameFilter(globs(include), globs(exclude));
  }

  private List<Glob> globs(String name) {
    return lists.getOrDefault(name, List.of()).stream()
        .map(pattern -> Glob.of(pattern, dialect()))
        .toList();
  }

  private <T> Set<T> words(String name, T[] known, Function<T, String> word) {
    return lists.getOrDefault(name, List.of()).stream()
        .map(text ->
            Arrays.stream(known)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() ->
                    new IllegalArgumentException("'" + text + "' in '" + name + "' is unknown")))
        .collect(Collectors.toSet());
  }
}
