package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Paging;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CodeDeploy refuses although its model allows it. */
final class Rules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+=,@\\-]{1,100}");
  private static final Pattern DEPLOYMENT = Pattern.compile("d-[A-Z0-9]{9}");

  private Rules() {}

  /**
   * @param what as the error is called: Application, DeploymentGroup or DeploymentConfig
   */
  static String name(@Nullable String name, String what) {
    if (name == null || name.isEmpty()) {
      throw AwsError.of(what + "NameRequiredException", what + " name is required");
    }
    if (!NAME.matcher(name).matches()) {
      throw AwsError.of(
          "Invalid" + what + "NameException",
          what + " name has characters that are not allowed: only letters, numbers and ._+=,@-");
    }
    return name;
  }

  static String deploymentId(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      throw AwsError.of("DeploymentIdRequiredException", "Deployment id is required");
    }
    if (!DEPLOYMENT.matcher(id).matches()) {
      throw AwsError.of(
          "InvalidDeploymentIdException", "Specified DeploymentId is not valid: " + id);
    }
    return id;
  }

  static Paging pages(String list) {
    return new Paging(
        "codedeploy." + list,
        100,
        100,
        () -> AwsError.of("InvalidNextTokenException", "The next token is not valid"));
  }
}
