package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.time.Duration;

/** Waits until somebody approves or rejects, for a week if the action does not say otherwise. */
public final class ManualApproval implements Provider {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Clock clock;

  public ManualApproval(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void begin(Work work, Report report) {
    Integer minutes = work.action().timeoutInMinutes();
    Duration most = minutes == null ? WEEK : Duration.ofMinutes(minutes);
    Duration waited = Duration.between(work.run().started(), clock.instant());
    Duration left = most.minus(waited);
    report.unlessWithin(
        left.isNegative() ? Duration.ZERO : left,
        Outcome.failed("JobFailed", "The approval was not given in time and has timed out."));
  }

  @Override
  public void resume(Work work, Report report) {
    begin(work, report);
  }

  @Override
  public boolean asksForToken() {
    return true;
  }
}
