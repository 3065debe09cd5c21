package dev.signalbox.local.codecommit.history;

import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Reads one repository's history. Paths are text as git has them, never file names of this machine.
 */
public record Commits(Repository repository) {

  /** A branch, a tag, {@code HEAD} or a full id; none of git's other spellings, as on AWS. */
  public Optional<RevCommit> find(String specifier) {
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
  public RevCommit existing(String specifier) {
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

  public Optional<RevCommit> mergeBase(RevCommit one, RevCommit other) {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      return Optional.ofNullable(walk.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commit of some branch that merged the one into the other. */
  public Optional<RevCommit> mergeOf(RevCommit destination, RevCommit source) {
    try (RevWalk walk = new RevWalk(repository)) {
      for (Ref branch : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        walk.markStart(walk.parseCommit(branch.getObjectId()));
      }
      walk.markUninteresting(walk.parseCommit(destination));
      walk.markUninteresting(walk.parseCommit(source));
      for (RevCommit commit : walk) {
        if (List.of(commit.getParents()).equals(List.of(destination, source))) {
          return Optional.of(commit);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String path(TreeWalk walk) {
    return new String(walk.getRawPath(), StandardCharsets.UTF_8);
  }
}
