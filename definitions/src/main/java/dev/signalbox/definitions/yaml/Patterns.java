package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.GlobSyntaxException;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.PathFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the patterns of a route: a plain list includes, a mapping says more. */
final class Patterns {
  private static final List<String> NAME_KEYS = List.of("include", "exclude");
  private static final List<String> PATH_KEYS =
      List.of("include", "exclude", "veto", "unless-only", "changes");

  private static final List<String> KINDS =
      Arrays.stream(Change.Kind.values()).map(Change.Kind::word).toList();

  private final Problems problems;

  Patterns(Problems problems) {
    this.problems = problems;
  }

  NameFilter branches(Node node) {
    return names(node, "branches", pattern -> checkRef(pattern, "refs/heads/", "branches"));
  }

  NameFilter tags(Node node) {
    return names(node, "tags", pattern -> checkRef(pattern, "refs/tags/", "tags"));
  }

  NameFilter imageTags(Node node) {
    return names(node, "tags", _ -> Optional.empty());
  }

  NameFilter keys(Node node) {
    return names(node, "keys", _ -> Optional.empty());
  }

  private NameFilter names(Node node, String name, Check check) {
    if (node instanceof SequenceNode) {
      return new NameFilter(globs(node, name, check), List.of());
    }
    return Section.of(name, node, problems, NAME_KEYS)
        .map(section -> {
          refuseNothing(section, name, NAME_KEYS);
          return new NameFilter(globs(section, "include", check), globs(section, "exclude", check));
        })
        .orElse(NameFilter.ALL);
  }

  PathFilter paths(Node node) {
    if (node instanceof SequenceNode) {
      return new PathFilter(globs(node, "paths", this::checkPath), List.of(), List.of(), List.of());
    }
    return Section.of("paths", node, problems, PATH_KEYS)
        .map(section -> {
          refuseNothing(section, "paths", PATH_KEYS);
          return new PathFilter(
              globs(section, "include", this::checkPath),
              globs(section, "exclude", this::checkPath),
              globs(section, "veto", this::checkPath),
              globs(section, "unless-only", this::checkPath),
              section.find("changes").map(this::kinds).orElse(PathFilter.NONE.kinds()));
        })
        .orElse(PathFilter.NONE);
  }

  private void refuseNothing(Section section, String name, List<String> keys) {
    if (section.entries().isEmpty()) {
      problems.error(
          section.node(),
          "'%s' says nothing; it takes %s".formatted(name, String.join(", ", keys)));
    }
  }

  private interface Check {
    /** Why this pattern can never match, if so. */
    Optional<String> problem(String pattern);
  }

  private List<Glob> globs(Section section, String key, Check check) {
    return section.find(key).map(node -> globs(node, key, check)).orElse(List.of());
  }

  private List<Glob> globs(Node node, String name, Check check) {
    List<Glob> globs = new ArrayList<>();
    for (Text text : Section.texts(node, "'" + name + "'", problems)) {
      Optional<String> never = check.problem(text.value());
      never.ifPresent(problem -> problems.error(text.node(), problem));
      try {
        globs.add(Glob.of(text.value()));
      } catch (GlobSyntaxException e) {
        problems.error(text.node(), text.columnsTo(e.column()), "bad pattern: " + e.getMessage());
      }
    }
    return globs;
  }

  private Set<Change.Kind> kinds(Node node) {
    return Section.words(node, "'changes'", KINDS, problems).stream()
        .map(word -> Change.Kind.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  private static Optional<String> checkRef(String pattern, String prefix, String what) {
    return pattern.startsWith(prefix)
        ? Optional.of(
            "'%s' never matches: %s go by their short names, write '%s'"
                .formatted(pattern, what, pattern.substring(prefix.length())))
        : Optional.empty();
  }

  private Optional<String> checkPath(String pattern) {
    if (pattern.startsWith("/") || pattern.startsWith("./")) {
      return Optional.of(
          "'%s' never matches: paths begin at the repository's root, write '%s'"
              .formatted(pattern, pattern.substring(pattern.indexOf('/') + 1)));
    }
    return pattern.endsWith("/")
        ? Optional.of(
            "'%s' never matches: only files are changed, write '%s**' for all below"
                .formatted(pattern, pattern))
        : Optional.empty();
  }
}
