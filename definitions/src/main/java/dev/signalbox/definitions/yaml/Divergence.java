package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.GlobSyntaxException;
import dev.signalbox.core.glob.Search;
import dev.signalbox.core.glob.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds patterns that mean something else to others, with a text that shows it; each pattern once.
 *
 * <p>Who has said that he means our dialect is not asked again.
 */
final class Divergence {
  private final boolean stated;
  private final Set<Glob> told = new HashSet<>();

  /** Whether the file says in so many words which dialect it means. */
  Divergence(boolean stated) {
    this.stated = stated;
  }

  Optional<String> of(Glob glob, Texts texts) {
    if ((stated && glob.dialect() == Dialect.SIGNALBOX) || isPlain(glob) || !told.add(glob)) {
      return Optional.empty();
    }
    List<String> differences = new ArrayList<>();
    for (Dialect other : others(glob.dialect())) {
      difference(glob, other, texts).ifPresent(differences::add);
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "'%s' means something else to others: %s%s"
                .formatted(
                    glob,
                    String.join("; ", differences),
                    glob.dialect() == Dialect.SIGNALBOX
                        ? " (say 'dialect: signalbox' if it is meant so)"
                        : ""));
  }

  private static boolean isPlain(Glob glob) {
    return glob.pattern().chars().noneMatch(c -> "*?[{+!\\".indexOf(c) >= 0);
  }

  /** Who writes in another's dialect is told where it is not ours. */
  private static List<Dialect> others(Dialect dialect) {
    return dialect == Dialect.SIGNALBOX
        ? List.of(Dialect.CODEPIPELINE, Dialect.GITHUB)
        : List.of(Dialect.SIGNALBOX);
  }

  private static Optional<String> difference(Glob glob, Dialect dialect, Texts texts) {
    Glob other;
    try {
      other = Glob.of(glob.takesBack() ? glob.pattern().substring(1) : glob.pattern(), dialect);
    } catch (GlobSyntaxException e) {
      return Optional.of("in '%s' it is no pattern".formatted(dialect.word()));
    }
    Glob own = glob.takesBack() ? Glob.of(glob.pattern().substring(1), glob.dialect()) : glob;
    if (own.readsAs(other)) {
      return Optional.empty();
    }
    Search.Result result =
        Search.text(
            texts, List.of(List.of(own), List.of(other)), lists -> lists.get(0) != lists.get(1));
    return switch (result) {
      case Search.Result.Found(String text) ->
          Optional.of(
              own.matches(text)
                  ? "in '%s' it does not match '%s'".formatted(dialect.word(), text)
                  : "in '%s' it matches '%s'".formatted(dialect.word(), text));
      case Search.Result.None _, Search.Result.Unknown _ -> Optional.empty();
    };
  }
}
