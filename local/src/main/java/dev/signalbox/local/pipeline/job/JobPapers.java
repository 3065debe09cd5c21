package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.pipeline.definition.Stores;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.Work;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.JobData;

/** What a worker is told about a job, with credentials to fetch and put artifacts. */
public final class JobPapers {
  private static final Duration VALID = Duration.ofHours(1);

  private final Roles roles;

  public JobPapers(Roles roles) {
    this.roles = roles;
  }

  JobData data(Job job, Work work) {
    return JobData.builder()
        .actionTypeId(work.action().actionTypeId())
        .actionConfiguration(it -> it.configuration(job.configuration()))
        .pipelineContext(context ->
            context
                .pipelineName(job.pipeline())
                .pipelineArn(work.pipeline().arn())
                .pipelineExecutionId(job.execution())
                .stage(it -> it.name(job.stage()))
                .action(it -> it.name(job.action()).actionExecutionId(job.actionRun())))
        .inputArtifacts(artifacts(job.inputs()))
        .outputArtifacts(artifacts(job.outputs()))
        .artifactCredentials(credentials(work, job.place()))
        .continuationToken(job.continuation().orElse(null))
        .encryptionKey(store(work).encryptionKey())
        .build();
  }

  private static ArtifactStore store(Work work) {
    return new Stores(work.pipeline().place(), work.declaration()).of(work.action());
  }

  private static List<software.amazon.awssdk.services.codepipeline.model.Artifact> artifacts(
      List<Artifact> artifacts) {
    return artifacts.stream()
        .map(artifact ->
            software.amazon.awssdk.services.codepipeline.model.Artifact.builder()
                .name(artifact.name())
                .location(location ->
                    location
                        .type("S3")
                        .s3Location(
                            it -> it.bucketName(artifact.bucket()).objectKey(artifact.key())))
                .build())
        .toList();
  }

  /** Those of the pipeline's role. */
  private AWSSessionCredentials credentials(Work work, Place place) {
    String role = work.declaration().roleArn().replaceFirst("^.*/", "");
    Roles.Credentials credentials;
    try {
      credentials = roles.actAs(place, role, work.run().id(), VALID);
    } catch (AwsError e) {
      throw AwsError.of(
          "PermissionError",
          "CodePipeline is not authorized to perform AssumeRole on role "
              + work.declaration().roleArn());
    }
    return AWSSessionCredentials.builder()
        .accessKeyId(credentials.accessKeyId())
        .secretAccessKey(credentials.secretAccessKey())
        .sessionToken(credentials.sessionToken())
        .build();
  }
}
