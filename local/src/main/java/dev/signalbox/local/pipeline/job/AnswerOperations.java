package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.job.Job.State;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Revision;
import dev.signalbox.local.pipeline.run.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureDetails;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;

/** What functions and workers answer for their jobs. */
public final class AnswerOperations {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_BYTES = 122_880;

  /** AWS does not say how soon it asks a function again. */
  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(30);

  private final Jobs jobs;
  private final LambdaInvoke lambda;
  private final Pipelines pipelines;
  private final Engine engine;
  private final Clock clock;

  public AnswerOperations(
      Jobs jobs, LambdaInvoke lambda, Pipelines pipelines, Engine engine, Clock clock) {
    this.jobs = jobs;
    this.lambda = lambda;
    this.pipelines = pipelines;
    this.engine = engine;
    this.clock = clock;
  }

  public void addTo(Service service) {
    service
        .on("PutJobSuccessResult", PutJobSuccessResultRequest::builder, this::succeeded)
        .on("PutJobFailureResult", PutJobFailureResultRequest::builder, this::failed);
  }

  private PutJobSuccessResultResponse succeeded(Caller caller, PutJobSuccessResultRequest request) {
    Job job = jobs.existing(caller.place(), request.jobId());
    String token = request.continuationToken();
    checkVariables(request.outputVariables(), token != null);
    end(job, State.SUCCEEDED);
    External external = external(request.executionDetails());
    if (token != null) {
      goOn(job, token, external);
    } else {
      Outcome outcome =
          Outcome.succeeded(external).outputs(job.outputs()).variables(request.outputVariables());
      CurrentRevision revision = request.currentRevision();
      finish(
          job,
          revision == null
              ? outcome
              : outcome.revision(
                  new Revision(
                      revision.revision(),
                      Optional.ofNullable(revision.revisionSummary()).orElse(""),
                      Optional.ofNullable(revision.created()).orElseGet(clock::instant),
                      "")));
    }
    return PutJobSuccessResultResponse.builder().build();
  }

  private static void checkVariables(Map<String, String> variables, boolean goesOn) {
    if (goesOn && !variables.isEmpty()) {
      throw AwsError.validation(
          "Output variables can only be given when the job is over, not with a continuation token");
    }
    int bytes =
        variables.entrySet().stream()
            .mapToInt(it -> bytes(it.getKey()) + bytes(it.getValue()))
            .sum();
    if (bytes > MOST_BYTES) {
      throw AwsError.of(
          "OutputVariablesSizeExceededException",
          "The output variables have %d bytes, and at most %d are allowed"
              .formatted(bytes, MOST_BYTES));
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void end(Job job, State state) {
    if (jobs.move(job, state, State.IN_PROGRESS).isEmpty()) {
      throw AwsError.of(
          "InvalidJobStateException",
          "The job '%s' is %s: only a job in progress can be answered for"
              .formatted(job.id(), job.state().api()));
    }
  }

  private static External external(ExecutionDetails details) {
    External external = External.NONE;
    if (details == null) {
      return external;
    }
    if (details.summary() != null) {
      external = external.withSummary(details.summary());
    }
    if (details.externalExecutionId() != null) {
      external = external.withId(details.externalExecutionId());
    }
    return details.percentComplete() == null
        ? external
        : external.withPercent(details.percentComplete());
  }

  private void goOn(Job job, String token, External external) {
    if (job.begun().plus(LONGEST).isBefore(clock.instant())) {
      finish(job, Outcome.failed("JobFailed", "The action did not end within 24 hours"));
      return;
    }
    boolean function = job.type().equals("Invoke/AWS/Lambda/1");
    Job next = jobs.next(job, function ? State.IN_PROGRESS : State.QUEUED, token);
    proceed(job, (_, report) -> report.progress(external));
    if (function) {
      clock.after(
          BETWEEN_STEPS, () -> proceed(job, (work, report) -> lambda.call(next, work, report)));
    }
  }

  private void proceed(Job job, BiConsumer<Work, Report> step) {
    pipelines
        .find(job.place(), job.pipeline())
        .ifPresent(pipeline ->
            engine.proceed(pipeline, job.execution(), job.stage(), job.actionRun(), step));
  }

  private PutJobFailureResultResponse failed(Caller caller, PutJobFailureResultRequest request) {
    Job job = jobs.existing(caller.place(), request.jobId());
    end(job, State.FAILED);
    FailureDetails details = request.failureDetails();
    External external =
        details.externalExecutionId() == null
            ? External.NONE
            : External.id(details.externalExecutionId());
    finish(job, Outcome.succeeded(external).failing(details.typeAsString(), details.message()));
    return PutJobFailureResultResponse.builder().build();
  }

  private void finish(Job job, Outcome outcome) {
    pipelines
        .find(job.place(), job.pipeline())
        .ifPresent(pipeline ->
            engine.finish(pipeline, job.execution(), job.stage(), job.actionRun(), outcome));
  }
}
