package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.Files.Content;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What is at a path in each of three commits. */
public record Versions(
    String path, Optional<Content> base, Optional<Content> source, Optional<Content> destination) {

  boolean sourceIsAsBefore() {
    return source.equals(base);
  }

  boolean bothChanged() {
    return !source.equals(base) && !destination.equals(base) && !source.equals(destination);
  }

  /** Whether each commit that has the path has a file or a symbolic link there. */
  boolean areFiles() {
    return Stream.of(base, source, destination)
        .flatMap(Optional::stream)
        .allMatch(content -> content.mode().getObjectType() == Constants.OBJ_BLOB);
  }

  boolean isSomewhere() {
    return base.isPresent() || source.isPresent() || destination.isPresent();
  }

  /** The mode that follows from both sides' changes; empty when they contradict each other. */
  Optional<FileMode> mode() {
    return agreed(Content::mode);
  }

  /** The blob that follows when at most one side changed it. */
  Optional<ObjectId> blob() {
    return agreed(Content::id);
  }

  private <T> Optional<T> agreed(Function<Content, T> part) {
    if (source.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> before = base.map(part);
    Optional<T> one = source.map(part);
    Optional<T> other = destination.map(part);
    if (one.equals(other) || other.equals(before)) {
      return one;
    }
    return one.equals(before) ? other : Optional.empty();
  }
}
