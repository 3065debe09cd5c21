package dev.signalbox.local.codecommit.git;

import dev.signalbox.local.api.Caller;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/** One {@code git push}: its references change the way every reference here changes. */
final class Push extends ReceivePack {
  /** CodeCommit's limit for a blob. */
  private static final long LARGEST_OBJECT = 2L << 30;

  private final References references;
  private final Hosted hosted;
  private final Caller caller;

  Push(GitData data, References references, Hosted hosted, Caller caller) {
    super(data.repository());
    this.references = references;
    this.hosted = hosted;
    this.caller = caller;
    setBiDirectionalPipe(false);
    setMaxObjectSizeLimit(LARGEST_OBJECT);
    // Refuses trees that no checkout is safe with: '..', '.git', names with a slash.
    setObjectChecker(new ObjectChecker());
    setRefLogIdent(new PersonIdent("push", "", Instant.EPOCH, ZoneOffset.UTC));
    setPreReceiveHook(new PushRules(data));
  }

  @Override
  protected void executeCommands() {
    references.push(
        hosted,
        caller,
        () -> {
          super.executeCommands();
          return filterCommands(Result.OK);
        });
  }
}
