package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.pipeline.job.Job.State;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.time.Duration;

/** Waits until a worker has fetched the action's job and answered for it. */
public final class CustomAction implements Provider {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Outcome TIMED_OUT =
      Outcome.failed("JobFailed", "No worker answered for the job within 24 hours");

  private final Jobs jobs;

  public CustomAction(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void begin(Work work, Report report) {
    report.unlessWithin(LONGEST, TIMED_OUT);
    jobs.of(work, State.QUEUED);
  }

  @Override
  public void resume(Work work, Report report) {
    report.unlessWithin(LONGEST, TIMED_OUT);
    if (jobs.openOf(work.run().id()).isEmpty()) {
      jobs.of(work, State.QUEUED);
    }
  }

  @Override
  public void abandon(Work work) {
    jobs.endOf(work.run().id(), State.FAILED);
  }
}
