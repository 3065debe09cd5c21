package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.ExecutionId;
import java.util.List;
import java.util.Optional;

/**
 * Where pipelines are made and deleted. Everything can be done again without harm; nothing is ever
 * done to a pipeline that its tags do not prove to be this branch's and ours.
 */
public interface Workshop {
  /** What there is under a pipeline's name. */
  enum Found {
    NOTHING,
    OURS,
    FOREIGN
  }

  /** One run of a pipeline. */
  record Run(ExecutionId id, State state, boolean byCreation) {
    /** How far it is. */
    public enum State {
      RUNNING,
      STOPPING,
      ENDED
    }
  }

  Found find(BranchPipeline pipeline);

  /**
   * Makes it like its template.
   *
   * @return the template's version
   * @throws Refused where it cannot be made; then there is nothing of it
   */
  String make(BranchPipeline pipeline);

  /**
   * Makes it like its template once more where that has changed.
   *
   * @param known the template's version that it is like, as far as that is known
   * @return the template's version
   */
  String remake(BranchPipeline pipeline, Optional<String> known);

  /** Its runs, newest first, as far back as any can still be under way. */
  List<Run> runs(BranchPipeline pipeline);

  /** Asks a run to stop; one that has ended is no problem. */
  void stop(BranchPipeline pipeline, ExecutionId run, boolean abandon);

  void delete(BranchPipeline pipeline);
}
