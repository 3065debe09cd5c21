package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.GlobSyntaxException;
import dev.signalbox.core.route.BranchFilter;
import dev.signalbox.core.route.PathFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the patterns of a route: a plain list includes, a mapping says more. */
final class Patterns {
  private static final List<String> BRANCH_KEYS = List.of("include", "exclude");
  private static final List<String> PATH_KEYS =
      List.of("include", "exclude", "veto", "unless-only");

  private final Problems problems;

  Patterns(Problems problems) {
    this.problems = problems;
  }

  BranchFilter branches(Node node) {
    if (node instanceof SequenceNode) {
      return new BranchFilter(globs(node, "branches", this::checkBranch), List.of());
    }
    return Section.of("branches", node, problems, BRANCH_KEYS)
        .map(section -> {
          refuseNothing(section, "branches", BRANCH_KEYS);
          return new BranchFilter(
              globs(section, "include", this::checkBranch),
              globs(section, "exclude", this::checkBranch));
        })
        .orElse(BranchFilter.ALL);
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
              globs(section, "unless-only", this::checkPath));
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

  private Optional<String> checkBranch(String pattern) {
    return pattern.startsWith("refs/heads/")
        ? Optional.of(
            "'%s' never matches: branches go by their short names, write '%s'"
                .formatted(pattern, pattern.substring("refs/heads/".length())))
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
