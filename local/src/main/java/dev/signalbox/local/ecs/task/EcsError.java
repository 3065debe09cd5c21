package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.AwsError;

/** ECS's refusals. */
public final class EcsError {
  private EcsError() {}

  public static AwsError client(String message) {
    return AwsError.of("ClientException", message);
  }

  public static AwsError invalid(String message) {
    return AwsError.of("InvalidParameterException", message);
  }

  public static AwsError unsupported(String message) {
    return AwsError.of("UnsupportedFeatureException", message);
  }

  public static AwsError clusterNotFound() {
    return AwsError.of("ClusterNotFoundException", "Cluster not found.");
  }

  public static AwsError serviceNotFound() {
    return AwsError.of("ServiceNotFoundException", "Service not found.");
  }

  public static AwsError serviceNotActive() {
    return AwsError.of("ServiceNotActiveException", "Service was not ACTIVE.");
  }

  public static AwsError taskSetNotFound() {
    return AwsError.of(
        "TaskSetNotFoundException",
        "The specified task set could not be found. You can view your available task sets with"
            + " DescribeTaskSets.");
  }
}
