package dev.signalbox.core.ephemeral;

import dev.signalbox.core.release.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a branch's own pipeline.
 *
 * @param since when it was decided to make it
 * @param used when it was last about to be started
 * @param newest the newest commit that it was about to be started at
 * @param version that of the template it is like; absent until it is made in full
 */
public record Registered(
    BranchPipeline pipeline,
    Instant since,
    Instant used,
    Optional<CommitId> newest,
    Optional<String> version) {
  /** It is to be made. */
  static Registered planned(BranchPipeline pipeline, Instant since, Instant now) {
    return new Registered(pipeline, since, now, Optional.empty(), Optional.empty());
  }

  Registered usedAt(CommitId commit, Instant now) {
    return new Registered(pipeline, since, now, Optional.of(commit), version);
  }

  Registered madeLike(String template) {
    return new Registered(pipeline, since, used, newest, Optional.of(template));
  }

  /** When it has not been used for longer than its plan allows. */
  public Instant expires() {
    return used.plus(pipeline.plan().ttl());
  }
}
