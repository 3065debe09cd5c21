package dev.signalbox.core.observe;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.Executions.Known;
import dev.signalbox.core.ledger.Executions.Purpose;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.start.SourceAction;
import dev.signalbox.core.start.SourceAction.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which commit of which branch an execution ran. */
final class Lineage {
  private final Observation.Ended ended;
  private final PipelineId pipeline;
  private final PastRun run;
  private final Known known;

  Lineage(Observation.Ended ended, PastRun run, Known known) {
    this.ended = ended;
    this.pipeline = ended.execution().pipeline();
    this.run = run;
    this.known = known;
  }

  /** Whether nobody but us decided that this should run. */
  boolean isOurs() {
    return run.starter().isPresent() && !run.rollback();
  }

  /** Whether we started it for something else than a push. */
  boolean isWithoutRef() {
    return run.starter().isPresent()
        && known.purpose().filter(purpose -> purpose.line().isEmpty()).isPresent();
  }

  /**
   * The commit and its branch, as the push that brings them to the next pipeline.
   *
   * @throws Unavailable where we started it and have not noted yet what for
   * @throws Refused where it cannot be told
   */
  Push what(Instant at) {
    Place place = run.starter().isPresent() ? noted() : configured();
    return new Push(
        ended.delivery(),
        place.repository(),
        place.ref(),
        Optional.empty(),
        Optional.of(commit(place)),
        at);
  }

  private record Place(Repository repository, Ref ref) {}

  private Place noted() {
    Purpose purpose =
        known
            .purpose()
            .orElseThrow(() ->
                new Unavailable(
                    "what started execution %s of %s has not said yet what for"
                        .formatted(ended.execution().id(), pipeline)));
    Progress.Line line = purpose.line().orElseThrow();
    return new Place(line.repository(), line.ref());
  }

  /** What people start runs the branch that its source action names. */
  private Place configured() {
    List<SourceAction> sources =
        run.revisions().keySet().stream()
            .filter(source -> source.kind() == Kind.CODECOMMIT && source.selector().isPresent())
            .toList();
    if (sources.size() != 1) {
      throw new Refused(
          "its branch cannot be told: it has %d source actions with a branch of CodeCommit"
              .formatted(sources.size()));
    }
    SourceAction source = sources.getFirst();
    return new Place(
        new Repository(pipeline.account(), pipeline.region(), source.place()),
        Ref.branch(source.selector().orElseThrow()));
  }

  private CommitId commit(Place place) {
    Kind kind =
        place.repository().provider() == Provider.CODECOMMIT ? Kind.CODECOMMIT : Kind.CONNECTION;
    List<String> commits =
        run.revisions().entrySet().stream()
            .filter(entry -> entry.getKey().kind() == kind)
            .filter(entry -> entry.getKey().place().equals(place.repository().name()))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    if (commits.size() != 1) {
      throw new Refused(
          "its commit cannot be told: it read %d of %s"
              .formatted(commits.size(), place.repository()));
    }
    try {
      return new CommitId(commits.getFirst());
    } catch (IllegalArgumentException e) {
      throw new Refused("it read no commit of " + place.repository(), e);
    }
  }
}
