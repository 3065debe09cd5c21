package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.PipelineId;
import java.time.Instant;
import java.util.List;

/** The list of the pipelines that branches have of their own, each worked on by one at a time. */
public interface Register {
  /**
   * Asks to work on a pipeline; of any number who ask at once, one gets it.
   *
   * @param until when the one who asks will certainly have stopped, done or not
   */
  Lease take(BranchPipeline pipeline, Instant now, Instant until);

  /**
   * Keeps what is known.
   *
   * @throws Unavailable where the lease has passed to someone else
   */
  void write(Lease.Taken lease, Registered known);

  /**
   * There is no such pipeline any more; the lease stays until it is given back.
   *
   * @throws Unavailable where the lease has passed to someone else
   */
  void erase(Lease.Taken lease);

  /** The work is done. Giving back a lease that has passed to someone else changes nothing. */
  void giveBack(Lease.Taken lease);

  /** All that are made like a template, or are about to be. */
  List<Registered> of(PipelineId template);

  /** All there are. */
  List<Registered> all();
}
