package dev.signalbox.aws.codepipeline;

import dev.signalbox.core.Refused;
import dev.signalbox.core.ephemeral.BranchPipeline;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * A template, made into the pipeline of a branch: the source actions that read the branch's
 * repository read the branch, and nothing starts it but Signalbox.
 */
final class BranchDeclaration {
  private static final String REPOSITORY = "RepositoryName";
  private static final String BRANCH = "BranchName";
  private static final String POLLS = "PollForSourceChanges";
  private static final String DETECTS = "DetectChanges";

  /** The sources that AWS polls where their configuration does not say otherwise. */
  private static final Set<String> POLLED = Set.of("CodeCommit", "S3");

  private BranchDeclaration() {}

  static PipelineDeclaration of(PipelineDeclaration template, BranchPipeline pipeline) {
    List<StageDeclaration> stages =
        template.stages().stream()
            .map(stage ->
                stage.toBuilder()
                    .actions(stage.actions().stream().map(a -> action(a, pipeline)).toList())
                    .build())
            .toList();
    if (stages.stream().flatMap(s -> s.actions().stream()).noneMatch(a -> reads(a, pipeline))) {
      throw new Refused(
          "Template %s has no CodeCommit source action for repository '%s'"
              .formatted(pipeline.plan().template(), pipeline.repository().name()));
    }
    return template.toBuilder()
        .name(pipeline.id().name())
        .version(null)
        .triggers((Collection<PipelineTriggerDeclaration>) null)
        .stages(stages)
        .build();
  }

  private static ActionDeclaration action(ActionDeclaration action, BranchPipeline pipeline) {
    if (action.actionTypeId().category() != ActionCategory.SOURCE) {
      return action;
    }
    Map<String, String> configuration = new HashMap<>(action.configuration());
    if (POLLED.contains(action.actionTypeId().provider())) {
      configuration.put(POLLS, "false");
    }
    configuration.computeIfPresent(DETECTS, (_, _) -> "false");
    if (reads(action, pipeline)) {
      configuration.put(BRANCH, pipeline.ref().name());
    }
    return action.toBuilder().configuration(configuration).build();
  }

  private static boolean reads(ActionDeclaration action, BranchPipeline pipeline) {
    return action.actionTypeId().category() == ActionCategory.SOURCE
        && action.actionTypeId().provider().equals("CodeCommit")
        && pipeline.repository().name().equals(action.configuration().get(REPOSITORY));
  }
}
