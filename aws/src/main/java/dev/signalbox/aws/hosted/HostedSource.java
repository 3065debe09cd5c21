package dev.signalbox.aws.hosted;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.util.List;
import java.util.Optional;

/** What the sources at providers have in common. */
abstract class HostedSource implements Source {
  /** More than any answer should hold to be believed complete and kept in memory. */
  static final int MOST_FILES = 200_000;

  @Override
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    throw new UnknownHistory("what single commits change is asked of CodeCommit only");
  }

  static MissingCommit missing(String name, CommitId commit) {
    return new MissingCommit(
        "Repository %s has not got commit %s, or its token does not reach it"
            .formatted(name, commit));
  }

  static UnknownHistory cutOff(String name) {
    return new UnknownHistory("the answer about repository %s is cut off".formatted(name));
  }

  /** A moved file is a deletion and an addition. */
  static List<Change> moved(String from, String to) {
    return List.of(new Change(Change.Kind.DELETED, from), new Change(Change.Kind.ADDED, to));
  }
}
