package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Deployments.Revision;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.util.Optional;

/** Has CodeDeploy deploy its input artifact: a bundle with an AppSpec file. */
public final class CodeDeployAction implements Followed {
  private final Deploying deploying;

  public CodeDeployAction(Deployments deployments, Clock clock) {
    this.deploying = new Deploying(deployments, clock);
  }

  @Override
  public void begin(Work work, Report report) {
    Artifact bundle = work.inputs().getFirst();
    deploying.begin(
        work, report, new Revision.InS3(bundle.bucket(), bundle.key(), Optional.empty(), "zip"));
  }

  @Override
  public void follow(Work work, Report report, String id) {
    deploying.follow(work, report, id);
  }
}
