package dev.signalbox.local.codecommit.git;

import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/** What CodeCommit refuses in a push, and the words with which git's user hears of it. */
final class PushRules implements PreReceiveHook {
  private static final int MOST_REFERENCES = 4000;

  private final GitData data;

  PushRules(GitData data) {
    this.data = data;
  }

  @Override
  public void onPreReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
    int all = push.getAllCommands().size();
    if (all > MOST_REFERENCES) {
      push.sendError(
          "a push can change at most " + MOST_REFERENCES + " references, this one " + all);
      commands.forEach(command -> refuse(command, "too many references in one push"));
      return;
    }
    Optional<String> defaultBranch = data.defaultBranch();
    for (ReceiveCommand command : commands) {
      refusal(command, defaultBranch).ifPresent(reason -> refuse(command, reason));
    }
  }

  private static void refuse(ReceiveCommand command, String reason) {
    command.setResult(Result.REJECTED_OTHER_REASON, reason);
  }

  private static Optional<String> refusal(ReceiveCommand command, Optional<String> defaultBranch) {
    String reference = command.getRefName();
    boolean branch = reference.startsWith(Constants.R_HEADS);
    if (!branch && !reference.startsWith(Constants.R_TAGS)) {
      return Optional.of("only branches and tags can be pushed");
    }
    String name = Repository.shortenRefName(reference);
    if (command.getType() == ReceiveCommand.Type.DELETE) {
      return defaultBranch
          .filter(byDefault -> branch && byDefault.equals(name))
          .map(_ -> "the default branch cannot be deleted");
    }
    return wrongName(name, branch);
  }

  private static Optional<String> wrongName(String name, boolean branch) {
    if (BranchName.isTooLong(name)) {
      return Optional.of("the name is longer than 256 characters");
    }
    return branch && BranchName.looksLikeACommit(name)
        ? Optional.of("a branch cannot be called like a commit")
        : Optional.empty();
  }
}
