package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import java.util.Map;

/** How far the pipelines have come with each ref; everything can be told again without harm. */
public interface Progress {
  /** Knows nothing and keeps nothing: every push is compared with what its event says. */
  Progress NONE =
      new Progress() {
        @Override
        public Map<PipelineId, Standing> of(Repository repository, Ref ref) {
          return Map.of();
        }

        @Override
        public boolean started(Line line, TriggerId trigger, Baseline baseline) {
          return false;
        }

        @Override
        public void abandoned(Line line, TriggerId trigger) {}

        @Override
        public void ended(Line line, TriggerId trigger, boolean succeeded) {}

        @Override
        public void forgotten(Line line, TriggerId trigger, CommitId commit) {}
      };

  /** One pipeline, as it runs for one ref. */
  record Line(PipelineId pipeline, Repository repository, Ref ref) {}

  /** The standing of every pipeline that has been started for this ref. */
  Map<PipelineId, Standing> of(Repository repository, Ref ref);

  /**
   * The pipeline is about to be started for what a push, compared with its baseline, has changed.
   *
   * @return whether that is news
   */
  boolean started(Line line, TriggerId trigger, Baseline baseline);

  /** The run that was announced did not come to be. */
  void abandoned(Line line, TriggerId trigger);

  /** The run that a trigger started has ended. */
  void ended(Line line, TriggerId trigger, boolean succeeded);

  /** What has changed up to a commit counts as done, though nothing ran. */
  void forgotten(Line line, TriggerId trigger, CommitId commit);
}
