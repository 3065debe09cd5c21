package dev.signalbox.local.model;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.model.Violation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CodeCommit and CodeDeploy answer with an exception for each parameter and kind of fault, {@code
 * BranchNameRequiredException} or {@code InvalidBranchNameException}, of those the operation lists.
 */
final class ParameterExceptions implements Refusal {
  /** Members whose exceptions go by another name. */
  private static final Map<String, List<String>> NAMED =
      Map.ofEntries(
          Map.entry("afterCommitSpecifier", List.of("Commit")),
          Map.entry("beforeCommitSpecifier", List.of("Commit")),
          Map.entry("branches", List.of("RepositoryTriggerBranchName")),
          Map.entry("commitIds", List.of("CommitIdsList")),
          Map.entry("commitSpecifier", List.of("Commit")),
          Map.entry("content", List.of("CommentContent", "ReplacementContent")),
          Map.entry("destinationArn", List.of("RepositoryTriggerDestinationArn")),
          Map.entry("destinationCommitSpecifier", List.of("Commit")),
          Map.entry("events", List.of("RepositoryTriggerEventsList", "RepositoryTriggerEvents")),
          Map.entry("inReplyTo", List.of("CommentId")),
          Map.entry("kmsKeyId", List.of("EncryptionKey")),
          Map.entry("name", List.of("RepositoryTriggerName")),
          Map.entry("newName", List.of("RepositoryName")),
          Map.entry(
              "newRuleContent", List.of("ApprovalRuleTemplateContent", "ApprovalRuleContent")),
          Map.entry("nextToken", List.of("ContinuationToken")),
          Map.entry("oldName", List.of("RepositoryName")),
          Map.entry("relativeFileVersion", List.of("RelativeFileVersionEnum")),
          Map.entry("repositoryNames", List.of("RepositoryName")),
          Map.entry("sourceCommitSpecifier", List.of("Commit")),
          Map.entry("sourceReference", List.of("ReferenceName")),
          Map.entry("tagKeys", List.of("TagKeysList")),
          Map.entry("tags", List.of("TagsMap")),
          Map.entry("triggers", List.of("RepositoryTriggersList")));

  /** Names that say more than the exception: {@code defaultBranchName}, {@code folderPath}. */
  private static final List<String> ENDINGS =
      List.of(
          "ApprovalRuleTemplateDescription",
          "ApprovalRuleTemplateName",
          "ApplicationName",
          "BranchName",
          "CommitId",
          "DeploymentGroupName",
          "Path");

  private static final Map<String, String> RECORDED_TEXTS =
      Map.of(
          "InvalidRepositoryNameException",
          "The repository name is not valid. Repository names can be any valid combination of"
              + " letters, numbers, periods, underscores, and dashes between 1 and 100 characters"
              + " in length. Names are case sensitive. For more information, see Limits in the AWS"
              + " CodeCommit User Guide. ");

  @Override
  public AwsError error(Model model, ApiOperation operation, List<Violation> violations) {
    return violations.stream()
        .flatMap(violation -> exception(operation, violation).stream())
        .findFirst()
        .map(exception -> AwsError.of(exception, text(model, exception)))
        .orElseGet(() -> AwsError.validation(Refusal.text(violations)));
  }

  private static Optional<String> exception(ApiOperation operation, Violation violation) {
    List<String> names = names(violation.member());
    Stream<String> required = names.stream().map(name -> name + "RequiredException");
    Stream<String> invalid =
        names.stream()
            .flatMap(
                name -> Stream.of("Invalid" + name + "Exception", name + "InvalidIdException"));
    Stream<String> candidates =
        violation.kind() == Kind.MISSING ? Stream.concat(required, invalid) : invalid;
    return candidates.filter(operation.errors()::contains).findFirst();
  }

  private static List<String> names(String member) {
    String own = Character.toUpperCase(member.charAt(0)) + member.substring(1);
    Stream<String> endings = ENDINGS.stream().filter(own::endsWith);
    return Stream.of(Stream.of(own), NAMED.getOrDefault(member, List.of()).stream(), endings)
        .flatMap(names -> names)
        .toList();
  }

  private static String text(Model model, String exception) {
    String described = model.error(exception).map(ApiError::text).orElse(exception);
    return RECORDED_TEXTS.getOrDefault(exception, described);
  }
}
