package dev.signalbox.local.codecommit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** The objects and references of one repository, open. */
public final class GitData implements AutoCloseable {
  private final Repository repository;
  private final ReentrantLock references = new ReentrantLock();

  GitData(Repository repository) {
    this.repository = repository;
  }

  public Repository repository() {
    return repository;
  }

  /** Held while references change and the change is told of. */
  ReentrantLock references() {
    return references;
  }

  /** Empty until there is a first branch. */
  public Optional<String> defaultBranch() {
    try {
      Ref head = repository.exactRef(Constants.HEAD);
      return head == null || head.getObjectId() == null
          ? Optional.empty()
          : Optional.of(Repository.shortenRefName(head.getLeaf().getName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Points HEAD to the branch. */
  public void makeDefault(String branch) {
    try {
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.disableRefLog();
      RefUpdate.Result result = head.link(Constants.R_HEADS + branch);
      if (result != RefUpdate.Result.FORCED
          && result != RefUpdate.Result.NEW
          && result != RefUpdate.Result.NO_CHANGE) {
        throw new IllegalStateException("HEAD could not be pointed to " + branch + ": " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
