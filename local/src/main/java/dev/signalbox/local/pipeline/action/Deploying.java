package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Deployments.Revision;
import dev.signalbox.local.api.Deployments.State;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Has CodeDeploy deploy, and waits for how that ends. */
record Deploying(Deployments deployments, Clock clock) {
  private static final Duration LONGEST = Duration.ofDays(5);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  void begin(Work work, Report report, Revision revision) {
    String id =
        deployments.create(
            work.place(),
            new Deployments.Request(
                work.required("ApplicationName"),
                work.required("DeploymentGroupName"),
                revision,
                "Started by the pipeline "
                    + work.pipeline().name()
                    + ", execution "
                    + work.execution().id()));
    report.progress(external(work, id));
    follow(work, report, id);
  }

  /** The deployment may have gone on while {@code local} was stopped. */
  void follow(Work work, Report report, String id) {
    report.unlessWithin(
        LONGEST, Outcome.failed("JobFailed", "The deployment did not end within 5 days"));
    look(work, report, id, clock.instant().plus(LONGEST));
  }

  private void look(Work work, Report report, String id, Instant until) {
    Optional<State> state = deployments.state(work.place(), id);
    if (state.isEmpty() || state.get().ended()) {
      report.ended(outcome(work, id, state));
    } else if (clock.instant().isBefore(until)) {
      clock.after(LOOK_AGAIN, () -> look(work, report, id, until));
    }
  }

  private static Outcome outcome(Work work, String id, Optional<State> state) {
    Outcome outcome = Outcome.succeeded(external(work, id));
    String status = state.map(State::status).orElse("gone");
    if (status.equals("Succeeded")) {
      return outcome.external(external(work, id).withSummary("Deployment Succeeded"));
    }
    String reason = state.flatMap(State::failure).map(it -> ": " + it).orElse("");
    String ended = status.equals("Stopped") ? "was stopped" : "failed";
    return outcome.failing("JobFailed", "Deployment " + id + " " + ended + reason);
  }

  private static External external(Work work, String id) {
    String region = work.place().region();
    return External.id(id)
        .withUrl(
            "https://%s.console.aws.amazon.com/codesuite/codedeploy/deployments/%s?region=%s"
                .formatted(region, id, region));
  }
}
