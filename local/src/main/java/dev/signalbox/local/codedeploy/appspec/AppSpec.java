package dev.signalbox.local.codedeploy.appspec;

import java.util.Map;
import java.util.Optional;

/** An AppSpec file of a deployment that shifts traffic. */
public sealed interface AppSpec {
  /** The function that is asked at a lifecycle event, by the event's name. */
  Map<String, String> hooks();

  /**
   * A new version of an ECS service.
   *
   * @param taskDefinition its ARN or {@code family:revision}
   * @param platformVersion what the task set is made with; empty for the latest
   */
  record Ecs(
      String taskDefinition,
      String container,
      int port,
      Optional<String> platformVersion,
      Map<String, String> hooks)
      implements AppSpec {
    public Ecs {
      hooks = Map.copyOf(hooks);
    }
  }

  /**
   * A new version of a Lambda function behind an alias.
   *
   * @param current the version that has the traffic so far
   */
  record Lambda(
      String function, String alias, String current, String target, Map<String, String> hooks)
      implements AppSpec {
    public Lambda {
      hooks = Map.copyOf(hooks);
    }
  }
}
