package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** What a push may do, and what follows from it. */
final class Pushes {
  /** CodeCommit's quota of references in one push. */
  private static final int MOST_REFERENCES = 4000;

  private static final int LONGEST_NAME = 256;

  private final RepositoryEvents events;

  Pushes(RepositoryEvents events) {
    this.events = events;
  }

  ReceivePack receiver(RepositoryRecord record, Repository repository, Caller caller) {
    ReceivePack receiver = new ReceivePack(repository);
    receiver.setBiDirectionalPipe(false);
    // Refuses trees no checkout could be safe with: '..', '.git', names with a slash.
    receiver.setObjectChecker(new ObjectChecker());
    receiver.setPreReceiveHook((_, commands) -> check(repository, commands));
    receiver.setPostReceiveHook((_, commands) -> announce(record, repository, commands, caller));
    return receiver;
  }

  private static void check(Repository repository, Collection<ReceiveCommand> commands) {
    for (ReceiveCommand command : commands) {
      refusal(repository, command, commands.size())
          .ifPresent(why -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why));
    }
  }

  private static Optional<String> refusal(
      Repository repository, ReceiveCommand command, int references) {
    String name = command.getRefName();
    if (references > MOST_REFERENCES) {
      return Optional.of(
          "a push changes at most " + MOST_REFERENCES + " references, this one " + references);
    }
    if (!name.startsWith(Constants.R_HEADS) && !name.startsWith(Constants.R_TAGS)) {
      return Optional.of("only branches and tags are kept");
    }
    if (name.length() - name.indexOf('/', 5) - 1 > LONGEST_NAME) {
      return Optional.of("a name has at most " + LONGEST_NAME + " characters");
    }
    if (command.getType() == ReceiveCommand.Type.DELETE && name.equals(defaultBranch(repository))) {
      return Optional.of("the default branch cannot be deleted");
    }
    return Optional.empty();
  }

  private void announce(
      RepositoryRecord record,
      Repository repository,
      Collection<ReceiveCommand> commands,
      Caller caller) {
    makeFirstBranchTheDefault(repository, commands);
    for (ReceiveCommand command : commands) {
      if (command.getResult() == ReceiveCommand.Result.OK) {
        ReferenceChange change =
            new ReferenceChange(
                command.getRefName(), id(command.getOldId()), id(command.getNewId()));
        events.moved(record, change, caller.arn());
      }
    }
  }

  private static Optional<String> id(ObjectId id) {
    return ObjectId.zeroId().equals(id) ? Optional.empty() : Optional.of(id.name());
  }

  /** As CodeCommit does: so a clone of it checks something out. */
  private static void makeFirstBranchTheDefault(
      Repository repository, Collection<ReceiveCommand> commands) {
    try {
      Ref head = repository.exactRef(Constants.HEAD);
      if (head != null && head.getObjectId() != null) {
        return;
      }
      for (ReceiveCommand command : commands) {
        if (command.getResult() == ReceiveCommand.Result.OK
            && command.getRefName().startsWith(Constants.R_HEADS)) {
          repository.updateRef(Constants.HEAD).link(command.getRefName());
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The full name of the default branch; empty text while there is none. */
  static String defaultBranch(Repository repository) {
    try {
      Ref head = repository.exactRef(Constants.HEAD);
      return head == null || head.getObjectId() == null ? "" : head.getTarget().getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
