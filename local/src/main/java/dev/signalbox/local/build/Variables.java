package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Roles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;

/** All the variables that one build begins with, its service role's credentials among them. */
record Variables(Job job, Surroundings surroundings, BuildDirectories directories, BuildLog log) {
  private static final Duration CREDENTIALS = Duration.ofHours(12);

  /**
   * @throws PhaseFailure when one of them cannot be had
   */
  Map<String, String> of(Build build, Buildspec spec) {
    log.note("Processing environment variables");
    Map<String, String> variables =
        new LinkedHashMap<>(BuildEnvironment.ofThisMachine(directories, System.getenv()));
    variables.putAll(aws(build));
    variables.putAll(
        new BuildEnvironment(job.place(), surroundings.secrets(), log::hide)
            .given(spec, build.environment().environmentVariables()));
    variables.putAll(BuildEnvironment.ofBuild(build, directories));
    return variables;
  }

  private Map<String, String> aws(Build build) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_REGION", job.place().region());
    variables.put("AWS_DEFAULT_REGION", job.place().region());
    variables.put("AWS_ENDPOINT_URL", surroundings.address().get().toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    String role = Optional.ofNullable(build.serviceRole()).orElse("");
    try {
      Roles.Credentials credentials = credentials(role);
      log.hide(credentials.secretAccessKey());
      log.hide(credentials.sessionToken());
      variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    } catch (AwsError e) {
      log.note("The build has no AWS credentials: service role " + role + " does not exist here");
    }
    return variables;
  }

  private Roles.Credentials credentials(String role) {
    String name = role.substring(role.lastIndexOf('/') + 1);
    return surroundings.roles().actAs(job.place(), name, "AWSCodeBuild-" + job.uuid(), CREDENTIALS);
  }
}
