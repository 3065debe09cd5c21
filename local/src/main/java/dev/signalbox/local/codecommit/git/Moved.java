package dev.signalbox.local.codecommit.git;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * A reference that changed.
 *
 * @param reference its full name
 * @param from empty when it was created
 * @param to empty when it was deleted
 */
public record Moved(String reference, Optional<ObjectId> from, Optional<ObjectId> to) {
  static Moved by(ReceiveCommand command) {
    return new Moved(
        command.getRefName(), present(command.getOldId()), present(command.getNewId()));
  }

  private static Optional<ObjectId> present(ObjectId id) {
    return id.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(id);
  }

  public boolean isBranch() {
    return reference.startsWith(Constants.R_HEADS);
  }

  /** Without {@code refs/heads/} or {@code refs/tags/}. */
  public String name() {
    return Repository.shortenRefName(reference);
  }
}
