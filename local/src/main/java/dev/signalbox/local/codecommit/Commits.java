package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Reads one repository's history. Paths are text as git has them, never file names of this machine.
 */
record Commits(Repository repository) {

  /** One side of a difference. */
  record Blob(String id, String path, String mode) {}

  record Difference(Optional<Blob> before, Optional<Blob> after) {
    String path() {
      return after.or(() -> before).map(Blob::path).orElseThrow();
    }
  }

  /** A branch, a tag, {@code HEAD} or a full id; none of git's other spellings, as on AWS. */
  Optional<RevCommit> find(String specifier) {
    try (RevWalk walk = new RevWalk(repository)) {
      Optional<ObjectId> id = id(specifier);
      if (id.isEmpty()) {
        return Optional.empty();
      }
      RevCommit commit = walk.parseCommit(id.get());
      walk.parseBody(commit);
      return Optional.of(commit);
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws AwsError CommitDoesNotExistException
   */
  RevCommit existing(String specifier) {
    return find(specifier)
        .orElseThrow(() ->
            AwsError.of(
                "CommitDoesNotExistException",
                "The specified commit does not exist: " + specifier));
  }

  private Optional<ObjectId> id(String specifier) throws IOException {
    if (specifier.matches("[0-9a-f]{40}")) {
      return Optional.of(ObjectId.fromString(specifier));
    }
    for (String prefix : List.of("", Constants.R_HEADS, Constants.R_TAGS)) {
      boolean whole = specifier.startsWith("refs/") || specifier.equals(Constants.HEAD);
      if (prefix.isEmpty() != whole) {
        continue;
      }
      Ref ref = repository.exactRef(prefix + specifier);
      if (ref != null && ref.getObjectId() != null) {
        return Optional.of(ref.getObjectId());
      }
    }
    return Optional.empty();
  }

  Optional<RevCommit> mergeBase(RevCommit one, RevCommit other) {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      return Optional.ofNullable(walk.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All of them, in the order of their paths; without {@code before} every file of {@code after} is
   * added.
   */
  List<Difference> differences(Optional<RevCommit> before, RevCommit after) {
    List<Difference> differences = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      if (before.isPresent()) {
        walk.addTree(before.get().getTree());
      } else {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.addTree(after.getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        differences.add(new Difference(blob(walk, 0), blob(walk, 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return differences;
  }

  private static Optional<Blob> blob(TreeWalk walk, int tree) {
    if (walk.getFileMode(tree).equals(FileMode.MISSING)) {
      return Optional.empty();
    }
    return Optional.of(
        new Blob(walk.getObjectId(tree).name(), path(walk), mode(walk.getFileMode(tree))));
  }

  static String path(TreeWalk walk) {
    return new String(walk.getRawPath(), StandardCharsets.UTF_8);
  }

  static String mode(FileMode mode) {
    String octal = mode.toString();
    return octal.length() < 6 ? "0".repeat(6 - octal.length()) + octal : octal;
  }
}
