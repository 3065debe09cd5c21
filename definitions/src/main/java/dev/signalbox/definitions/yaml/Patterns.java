package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.GlobSyntaxException;
import dev.signalbox.core.glob.Texts;
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

  private final Dialect dialect;
  private final Divergence divergence;

  Patterns(Problems problems, Dialect dialect, Divergence divergence) {
    this.problems = problems;
    this.dialect = dialect;
    this.divergence = divergence;
  }

  NameFilter branches(Node node) {
    return names(
        node, "branches", Texts.REFS, pattern -> checkRef(pattern, "refs/heads/", "branches"));
  }

  NameFilter tags(Node node) {
    return names(node, "tags", Texts.REFS, pattern -> checkRef(pattern, "refs/tags/", "tags"));
  }

  NameFilter imageTags(Node node) {
    return names(node, "tags", Texts.ANY, _ -> Optional.empty());
  }

  NameFilter keys(Node node) {
    return names(node, "keys", Texts.ANY, _ -> Optional.empty());
  }

  private NameFilter names(Node node, String name, Texts texts, Check check) {
    if (node instanceof SequenceNode) {
      return new NameFilter(globs(node, name, texts, check), List.of());
    }
    return Section.of(name, node, problems, NAME_KEYS)
        .map(section -> {
          refuseNothing(section, name, NAME_KEYS);
          var names =
              new NameFilter(
                  globs(section, "include", texts, check), globs(section, "exclude", texts, check));
          warnOfBoth(section, names.include(), names.exclude());
          return names;
        })
        .orElse(NameFilter.ALL);
  }

  PathFilter paths(Node node) {
    if (node instanceof SequenceNode) {
      return new PathFilter(
          globs(node, "paths", Texts.PATHS, this::checkPath), List.of(), List.of(), List.of());
    }
    return Section.of("paths", node, problems, PATH_KEYS)
        .map(section -> {
          refuseNothing(section, "paths", PATH_KEYS);
          var paths =
              new PathFilter(
                  globs(section, "include", Texts.PATHS, this::checkPath),
                  globs(section, "exclude", Texts.PATHS, this::checkPath),
                  globs(section, "veto", Texts.PATHS, this::checkPath),
                  globs(section, "unless-only", Texts.PATHS, this::checkPath),
                  section.find("changes").map(this::kinds).orElse(PathFilter.NONE.kinds()));
          warnOfBoth(section, paths.include(), paths.exclude());
          return paths;
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

  private List<Glob> globs(Section section, String key, Texts texts, Check check) {
    return section.find(key).map(node -> globs(node, key, texts, check)).orElse(List.of());
  }

  private List<Glob> globs(Node node, String name, Texts texts, Check check) {
    List<Glob> globs = new ArrayList<>();
    for (Text text : Section.texts(node, "'" + name + "'", problems)) {
      Optional<String> never = check.problem(text.value());
      never.ifPresent(problem -> problems.error(text.node(), problem));
      try {
        Glob glob = Glob.of(text.value(), dialect);
        globs.add(glob);
        divergence.of(glob, texts).ifPresent(warning -> problems.warning(text.node(), warning));
      } catch (GlobSyntaxException e) {
        problems.error(text.node(), text.columnsTo(e.column()), "bad pattern: " + e.getMessage());
      }
    }
    if (!globs.isEmpty() && globs.getFirst().takesBack()) {
      problems.error(node, "'%s' takes back before anything is chosen".formatted(globs.getFirst()));
    }
    return globs;
  }

  private void warnOfBoth(Section section, List<Glob> include, List<Glob> exclude) {
    include.stream()
        .filter(exclude::contains)
        .forEach(glob ->
            problems.warning(
                section.node(),
                "'%s' is both included and excluded: it is excluded".formatted(glob)));
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
