package dev.signalbox.core.route;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a route is for. */
public sealed interface On {
  /** Pushes of branches. */
  record Branches(Repository repository, NameFilter names) implements On {}

  /** Pushes of tags. */
  record Tags(Repository repository, NameFilter names) implements On {}

  /** Pull requests, by the branch they go into and the one they come from. */
  record PullRequests(
      Repository repository,
      NameFilter destinations,
      NameFilter sources,
      Set<PullRequest.Stage> stages)
      implements On {
    public PullRequests {
      EnumSet<PullRequest.Stage> ordered = EnumSet.noneOf(PullRequest.Stage.class);
      ordered.addAll(stages);
      stages = Collections.unmodifiableSet(ordered);
    }
  }

  /** Images pushed to one repository of ECR. */
  record Images(AccountId account, Region region, String repository, NameFilter tags)
      implements On {}

  /** Objects written to one bucket of S3. */
  record Objects(AccountId account, Region region, String bucket, NameFilter keys) implements On {}

  /** The git repository it is about, if it is about one. */
  default Optional<Repository> gitRepository() {
    return switch (this) {
      case Branches(var repository, _) -> Optional.of(repository);
      case Tags(var repository, _) -> Optional.of(repository);
      case PullRequests(var repository, _, _, _) -> Optional.of(repository);
      case Images _, Objects _ -> Optional.empty();
    };
  }
}
