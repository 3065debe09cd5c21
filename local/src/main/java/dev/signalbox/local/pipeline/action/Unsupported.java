package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** Says of an action that it exists on AWS but not here. */
public final class Unsupported implements Provider {
  @Override
  public void begin(Work work, Report report) {
    ActionTypeId type = work.action().actionTypeId();
    report.ended(
        Outcome.failed(
            "ConfigurationError",
            "signalbox local does not implement %s actions of the provider %s"
                .formatted(type.categoryAsString(), type.provider())));
  }
}
