package dev.signalbox.local.api;

import java.util.Optional;

/** CodeDeploy, as CodePipeline's deploy actions use it. */
public interface Deployments {
  /** What is deployed. */
  sealed interface Revision {
    /** An AppSpec file's text, YAML or JSON. */
    record Content(String appSpec) implements Revision {}

    /**
     * An object in S3: an AppSpec file or a bundle with one.
     *
     * @param bundleType YAML, JSON, zip, tar or tgz
     */
    record InS3(String bucket, String key, Optional<String> version, String bundleType)
        implements Revision {}
  }

  /**
   * @param description shown with the deployment
   */
  record Request(String application, String group, Revision revision, String description) {}

  /**
   * How a deployment stands.
   *
   * @param status Created, Queued, InProgress, Baking, Succeeded, Failed, Stopped or Ready
   * @param failure CodeDeploy's error code and message, where there is one
   */
  record State(String status, Optional<String> failure) {
    /** Whether nothing follows any more. */
    public boolean ended() {
      return switch (status) {
        case "Succeeded", "Failed", "Stopped" -> true;
        default -> false;
      };
    }
  }

  /**
   * Starts a deployment and returns its id.
   *
   * @throws AwsError what CreateDeployment answers: ApplicationDoesNotExistException,
   *     InvalidRevisionException …
   */
  String create(Place place, Request request);

  /** Empty when there is no deployment of that id in that place. */
  Optional<State> state(Place place, String id);

  /** Stops the deployment; nothing when it has ended. */
  void stop(Place place, String id, boolean rollBack);
}
