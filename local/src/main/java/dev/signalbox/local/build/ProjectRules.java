package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.SourceType;

/** What CodeBuild refuses of a project although its model allows it. */
final class ProjectRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-_]{1,149}");
  static final Paging PAGES =
      new Paging("builds", 100, 100, () -> invalid("Invalid next token provided"));

  private static final Set<SourceType> WITHOUT_LOCATION =
      Set.of(SourceType.NO_SOURCE, SourceType.CODEPIPELINE);

  private ProjectRules() {}

  static AwsError invalid(String message) {
    return AwsError.of("InvalidInputException", message);
  }

  static void checkName(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw invalid("Only alphanumeric characters, dash, and underscore are supported");
    }
  }

  /**
   * @throws AwsError InvalidInputException
   */
  static void check(Place place, Project project) {
    checkName(project.name());
    checkRole(place, project.serviceRole());
    checkSource(project.source());
    checkIdentifiers(project);
    checkArtifacts(project.artifacts());
    project.secondaryArtifacts().forEach(ProjectRules::checkArtifacts);
    boolean fromPipeline = project.source().type() == SourceType.CODEPIPELINE;
    boolean toPipeline = project.artifacts().type() == ArtifactsType.CODEPIPELINE;
    if (fromPipeline != toPipeline) {
      throw invalid("Invalid artifacts: source and artifacts must both be of type CODEPIPELINE");
    }
  }

  private static void checkRole(Place place, @Nullable String role) {
    if (role == null || !role.startsWith("arn:aws:iam::" + place.account() + ":role/")) {
      throw invalid(
          "Invalid service role: Service role account ID does not match caller's account");
    }
  }

  static void checkSource(ProjectSource source) {
    boolean located = source.location() != null && !source.location().isEmpty();
    if (source.type() == SourceType.UNKNOWN_TO_SDK_VERSION) {
      throw invalid("Invalid type provided: Project source type");
    }
    if (!located && !WITHOUT_LOCATION.contains(source.type())) {
      throw invalid("Project source location is required");
    }
    boolean specified = source.buildspec() != null && !source.buildspec().isBlank();
    if (source.type() == SourceType.NO_SOURCE && !specified) {
      throw invalid("Buildspec is required for projects with source type NO_SOURCE");
    }
  }

  private static void checkArtifacts(ProjectArtifacts artifacts) {
    boolean located = artifacts.location() != null && !artifacts.location().isEmpty();
    switch (artifacts.type()) {
      case NO_ARTIFACTS -> {
        if (located) {
          throw invalid("Invalid artifacts: artifact type NO_ARTIFACTS should have null location");
        }
      }
      case S3 -> {
        if (!located) {
          throw invalid("Invalid artifacts: location must be set for artifact type S3");
        }
      }
      case CODEPIPELINE -> {}
      default -> throw invalid("Invalid type provided: Artifact type");
    }
  }

  private static void checkIdentifiers(Project project) {
    List<@Nullable String> identifiers = new ArrayList<>();
    project
        .secondarySources()
        .forEach(source -> {
          checkSource(source);
          identifiers.add(source.sourceIdentifier());
        });
    unique(identifiers, "sourceIdentifier");
    identifiers.clear();
    project.secondaryArtifacts().forEach(it -> identifiers.add(it.artifactIdentifier()));
    unique(identifiers, "artifactIdentifier");
  }

  private static void unique(List<@Nullable String> identifiers, String member) {
    Set<String> seen = new HashSet<>();
    for (String identifier : identifiers) {
      if (!seen.add(Optional.ofNullable(identifier).orElse(""))) {
        throw invalid("Invalid input: " + member + " must be unique: " + identifier);
      }
      if (identifier == null || !identifier.matches("[A-Za-z0-9_]{1,128}")) {
        throw invalid(
            "Invalid input: "
                + member
                + " can contain only alphanumeric characters and underscores");
      }
    }
  }
}
