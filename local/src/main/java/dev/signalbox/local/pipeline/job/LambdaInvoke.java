package dev.signalbox.local.pipeline.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.pipeline.job.Job.State;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.JobData;

/** Calls a function, and waits until somebody answers for its job. */
public final class LambdaInvoke implements Provider {
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(20);

  private final Functions functions;
  private final Jobs jobs;
  private final JobPapers papers;

  public LambdaInvoke(Functions functions, Jobs jobs, JobPapers papers) {
    this.functions = functions;
    this.jobs = jobs;
    this.papers = papers;
  }

  @Override
  public void begin(Work work, Report report) {
    call(jobs.of(work, State.IN_PROGRESS), work, report);
  }

  /** Calls the function for a further step of the action. */
  void call(Job job, Work work, Report report) {
    report.unlessWithin(LONGEST_SILENCE, silent(work));
    try {
      functions.invokeAsync(work.place(), name(work), event(job, work));
    } catch (AwsError e) {
      jobs.move(job, State.FAILED, State.IN_PROGRESS);
      report.ended(
          Outcome.failed(
              "ConfigurationError",
              "The AWS Lambda function %s could not be called: %s: %s"
                  .formatted(name(work), e.code(), e.getMessage())));
    }
  }

  /** Calls again for the same job, as Lambda itself may: whether it was heard is not known. */
  @Override
  public void resume(Work work, Report report) {
    Optional<Job> job = jobs.openOf(work.run().id());
    if (job.isPresent()) {
      call(job.get(), work, report);
    } else {
      Provider.super.resume(work, report);
    }
  }

  @Override
  public void abandon(Work work) {
    jobs.endOf(work.run().id(), State.FAILED);
  }

  private static String name(Work work) {
    String name = work.required("FunctionName");
    return Arn.parse(name).map(it -> it.resource().replaceFirst("^function:", "")).orElse(name);
  }

  private static Outcome silent(Work work) {
    return Outcome.failed(
        "JobFailed",
        "The AWS Lambda function %s failed to return a result. Check the function to verify that it has permission to call the PutJobSuccessResult action and that it made a call to PutJobSuccessResult."
            .formatted(name(work)));
  }

  private byte[] event(Job job, Work work) {
    JobData data = papers.data(job, work);
    ObjectNode told = Shapes.json(data);
    told.remove("actionTypeId");
    told.remove("pipelineContext");
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode content = event.putObject("CodePipeline.job");
    content.put("id", job.id());
    content.put("accountId", job.place().account());
    content.set("data", told);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
