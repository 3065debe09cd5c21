package dev.signalbox.aws.codepipeline;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.ephemeral.OwnerTags;
import dev.signalbox.core.ephemeral.Workshop;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNameInUseException;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Makes and deletes pipelines in CodePipeline. */
public final class CodePipelineWorkshop implements Workshop {
  private static final String SESSION = "signalbox-branches";
  private static final String WHY_STOPPED = "Its branch was deleted, or it is started at a commit";

  private final PipelineCalls calls;
  private final OwnerTags tags;

  public CodePipelineWorkshop(Connection connection, AssumedRoles roles, OwnerTags tags) {
    this.calls = new PipelineCalls(connection, roles);
    this.tags = tags;
  }

  @Override
  public Found find(BranchPipeline pipeline) {
    return call(
        "read the tags of",
        pipeline,
        credentials -> {
          try {
            return tags.prove(pipeline, tagsOf(pipeline, credentials)) ? Found.OURS : Found.FOREIGN;
          } catch (ResourceNotFoundException e) {
            return Found.NOTHING;
          }
        });
  }

  private Map<String, String> tagsOf(BranchPipeline pipeline, AwsCredentialsProvider credentials) {
    Map<String, String> found = new HashMap<>();
    Optional<String> token = Optional.empty();
    do {
      Optional<String> page = token;
      ListTagsForResourceResponse answer =
          client(pipeline)
              .listTagsForResource(request ->
                  request
                      .resourceArn(pipeline.id().arn())
                      .nextToken(page.orElse(null))
                      .overrideConfiguration(o -> o.credentialsProvider(credentials)));
      answer.tags().forEach(tag -> found.put(tag.key(), tag.value()));
      token = Optional.ofNullable(answer.nextToken());
    } while (token.isPresent());
    return found;
  }

  @Override
  public String make(BranchPipeline pipeline) {
    GetPipelineResponse template = template(pipeline);
    PipelineDeclaration declaration = BranchDeclaration.of(template.pipeline(), pipeline);
    call(
        "make",
        pipeline,
        credentials -> {
          try {
            return client(pipeline)
                .createPipeline(request ->
                    request
                        .pipeline(declaration)
                        .tags(tags(pipeline))
                        .overrideConfiguration(o -> o.credentialsProvider(credentials)));
          } catch (PipelineNameInUseException e) {
            // Its tags will tell whose it is, as soon as they show.
            throw new Unavailable("pipeline %s has just been made".formatted(pipeline.id()), e);
          } catch (LimitExceededException e) {
            throw new Refused(
                "Cannot make pipeline %s: the account has as many as its quota allows"
                    .formatted(pipeline.id()),
                e);
          }
        });
    return version(template);
  }

  private List<Tag> tags(BranchPipeline pipeline) {
    return tags.of(pipeline).entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  @Override
  public String remake(BranchPipeline pipeline, Optional<String> known) {
    GetPipelineResponse template = template(pipeline);
    String version = version(template);
    if (!known.equals(Optional.of(version))) {
      PipelineDeclaration declaration = BranchDeclaration.of(template.pipeline(), pipeline);
      call(
          "change",
          pipeline,
          credentials ->
              client(pipeline)
                  .updatePipeline(request ->
                      request
                          .pipeline(declaration)
                          .overrideConfiguration(o -> o.credentialsProvider(credentials))));
    }
    return version;
  }

  private GetPipelineResponse template(BranchPipeline pipeline) {
    PipelineId template = pipeline.plan().template();
    return calls.call(
        "read",
        template,
        pipeline.role(),
        SESSION,
        credentials ->
            client(pipeline)
                .getPipeline(request ->
                    request
                        .name(template.name())
                        .overrideConfiguration(o -> o.credentialsProvider(credentials))));
  }

  /** A template that is deleted and made anew counts from one again. */
  private static String version(GetPipelineResponse template) {
    return template.metadata().created().toEpochMilli() + "." + template.pipeline().version();
  }

  @Override
  public List<Run> runs(BranchPipeline pipeline) {
    List<Run> runs = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      ListPipelineExecutionsResponse page = history(pipeline, token);
      page.pipelineExecutionSummaries().stream().map(CodePipelineWorkshop::run).forEach(runs::add);
      token = Optional.ofNullable(page.nextToken());
    } while (token.isPresent());
    return runs;
  }

  private ListPipelineExecutionsResponse history(BranchPipeline pipeline, Optional<String> token) {
    return call(
        "read the history of",
        pipeline,
        credentials ->
            client(pipeline)
                .listPipelineExecutions(request ->
                    request
                        .pipelineName(pipeline.id().name())
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(o -> o.credentialsProvider(credentials))));
  }

  private static Run run(PipelineExecutionSummary summary) {
    boolean byCreation =
        summary.trigger() != null && summary.trigger().triggerType() == TriggerType.CREATE_PIPELINE;
    return new Run(
        new ExecutionId(summary.pipelineExecutionId()), state(summary.status()), byCreation);
  }

  private static Run.State state(PipelineExecutionStatus status) {
    return switch (status) {
      case IN_PROGRESS -> Run.State.RUNNING;
      case STOPPING -> Run.State.STOPPING;
      default -> Run.State.ENDED;
    };
  }

  @Override
  public void stop(BranchPipeline pipeline, ExecutionId run, boolean abandon) {
    call(
        "stop",
        pipeline,
        credentials -> {
          try {
            client(pipeline)
                .stopPipelineExecution(request ->
                    request
                        .pipelineName(pipeline.id().name())
                        .pipelineExecutionId(run.value())
                        .abandon(abandon)
                        .reason(WHY_STOPPED)
                        .overrideConfiguration(o -> o.credentialsProvider(credentials)));
          } catch (DuplicatedStopRequestException | PipelineExecutionNotStoppableException e) {
            // It is stopping, or has ended by itself.
          }
          return true;
        });
  }

  @Override
  public void delete(BranchPipeline pipeline) {
    call(
        "delete",
        pipeline,
        credentials ->
            client(pipeline)
                .deletePipeline(request ->
                    request
                        .name(pipeline.id().name())
                        .overrideConfiguration(o -> o.credentialsProvider(credentials))));
  }

  private CodePipelineClient client(BranchPipeline pipeline) {
    return calls.client(pipeline.id());
  }

  private <T> T call(
      String what, BranchPipeline pipeline, Function<AwsCredentialsProvider, T> call) {
    return calls.call(what, pipeline.id(), pipeline.role(), SESSION, call);
  }
}
