package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.merge.Merging;
import dev.signalbox.local.codecommit.merge.Policy;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Two commits of a repository that a request names, to be merged or to see whether they could. */
record Compared(Hosted hosted, Repository repository, RevCommit source, RevCommit destination) {

  static Compared of(
      Hosting repositories, Caller caller, String name, String source, String destination) {
    Hosted hosted = repositories.get(caller.place(), name);
    Repository repository = repositories.data(hosted).repository();
    Commits commits = new Commits(repository);
    return new Compared(
        hosted, repository, commits.existing(source), commits.existing(destination));
  }

  Merging merging(Policy policy) {
    return Merging.of(repository, source, destination, policy);
  }

  /** The two commits and this, as a key for pages of an answer about them. */
  String question(Object... more) {
    return hosted.id() + source.name() + destination.name() + List.of(more);
  }
}
