package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.ActionType;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.job.Job.State;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;

/** Fetching jobs and learning about them. */
public final class JobOperations {
  private final Jobs jobs;
  private final JobPapers papers;
  private final CustomTypes types;
  private final Pipelines pipelines;
  private final Engine engine;

  public JobOperations(
      Jobs jobs, JobPapers papers, CustomTypes types, Pipelines pipelines, Engine engine) {
    this.jobs = jobs;
    this.papers = papers;
    this.types = types;
    this.pipelines = pipelines;
    this.engine = engine;
  }

  public void addTo(Service service) {
    service
        .on("PollForJobs", PollForJobsRequest::builder, this::poll)
        .on("AcknowledgeJob", AcknowledgeJobRequest::builder, this::acknowledge)
        .on("GetJobDetails", GetJobDetailsRequest::builder, this::details);
  }

  private PollForJobsResponse poll(Caller caller, PollForJobsRequest request) {
    ActionType type =
        types
            .find(caller.place(), request.actionTypeId())
            .filter(it -> it.owner().equals("Custom"))
            .orElseThrow(() ->
                AwsError.of(
                    "ActionTypeNotFoundException",
                    "No custom action type in this account and Region is called "
                        + Jobs.type(request.actionTypeId())));
    int most = request.maxBatchSize() == null ? 1 : request.maxBatchSize();
    List<Job> taken =
        jobs.take(
            job ->
                job.place().equals(caller.place())
                    && job.type().equals(Jobs.type(type.id()))
                    && matches(job, request.queryParam())
                    && work(job).isPresent(),
            most);
    return PollForJobsResponse.builder()
        .jobs(taken.stream().flatMap(job -> told(caller, job)).toList())
        .build();
  }

  private static boolean matches(Job job, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(it -> it.getValue().equals(job.configuration().get(it.getKey())));
  }

  private Stream<software.amazon.awssdk.services.codepipeline.model.Job> told(
      Caller caller, Job job) {
    return work(job)
        .map(work ->
            software.amazon.awssdk.services.codepipeline.model.Job.builder()
                .id(job.id())
                .nonce(job.nonce())
                .accountId(caller.account())
                .data(papers.data(job, work))
                .build())
        .stream();
  }

  private Optional<Work> work(Job job) {
    return pipelines
        .find(job.place(), job.pipeline())
        .flatMap(it -> engine.work(it, job.execution(), job.stage(), job.actionRun()));
  }

  private AcknowledgeJobResponse acknowledge(Caller caller, AcknowledgeJobRequest request) {
    Job job = jobs.existing(caller.place(), request.jobId());
    if (!job.nonce().equals(request.nonce())) {
      throw AwsError.of(
          "InvalidNonceException", "The nonce was not valid: another worker may have the job");
    }
    Job now = jobs.move(job, State.IN_PROGRESS, State.DISPATCHED).orElse(job);
    return AcknowledgeJobResponse.builder().status(now.state().api()).build();
  }

  private GetJobDetailsResponse details(Caller caller, GetJobDetailsRequest request) {
    Job job = jobs.existing(caller.place(), request.jobId());
    Work work =
        work(job)
            .orElseThrow(() ->
                AwsError.of(
                    "JobNotFoundException",
                    "The action of the job '%s' is over".formatted(job.id())));
    return GetJobDetailsResponse.builder()
        .jobDetails(
            it -> it.id(job.id()).accountId(job.place().account()).data(papers.data(job, work)))
        .build();
  }
}
