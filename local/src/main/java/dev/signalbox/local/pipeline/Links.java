package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/** Where AWS's console shows things. */
record Links(Place place) {
  @Nullable String entity(ActionDeclaration action) {
    Map<String, String> settings = action.configuration();
    return switch (action.actionTypeId().provider()) {
      case "CodeCommit" ->
          console("codecommit", "#/repository/" + encoded(settings, "RepositoryName"))
              + "/browse/"
              + encoded(settings, "BranchName")
              + "/--/";
      case "CodeBuild" ->
          console("codebuild", "#/projects/" + encoded(settings, "ProjectName") + "/view");
      case "S3" ->
          "https://s3.console.aws.amazon.com/s3/buckets/"
              + encoded(settings, settings.containsKey("S3Bucket") ? "S3Bucket" : "BucketName");
      case "Lambda" -> console("lambda", "#/functions/" + encoded(settings, "FunctionName"));
      default -> null;
    };
  }

  private String console(String service, String rest) {
    return "https://%s.console.aws.amazon.com/%s/home?region=%s%s"
        .formatted(place.region(), service, place.region(), rest);
  }

  private static String encoded(Map<String, String> settings, String name) {
    return URLEncoder.encode(settings.getOrDefault(name, ""), StandardCharsets.UTF_8);
  }
}
