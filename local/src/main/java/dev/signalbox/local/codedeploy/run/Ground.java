package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/**
 * What the steps of a deployment mean on one compute platform. Nothing here waits, and every step
 * may be done again.
 */
public interface Ground {
  /** Whether what a step began is finished. */
  sealed interface Readiness {
    record Ready() implements Readiness {}

    record NotYet() implements Readiness {}

    record Broken(ErrorCode code, String why) implements Readiness {}
  }

  /** A step that cannot be done. */
  final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Impossible(ErrorCode code, String why) {
      super(why, null, false, false);
      this.code = code;
    }

    ErrorCode code() {
      return code;
    }
  }

  /**
   * @param parts what the platform has to know about the deployment, by names of its own
   */
  record Prepared(List<Step> steps, Map<String, String> parts) {}

  /**
   * @throws AwsError InvalidECSServiceException, InvalidTargetGroupPairException …
   */
  void check(Place place, DeploymentGroupInfo group);

  /**
   * @param appSpec the text of the AppSpec file
   * @throws AwsError InvalidRevisionException …
   */
  Prepared prepare(
      Place place, DeploymentGroupInfo group, String appSpec, TrafficRoutingConfig routing);

  /**
   * Does the step, or begins with it.
   *
   * @return the deployment's parts, with those that the step has made
   * @throws Impossible when it cannot be done
   */
  Map<String, String> act(Place place, String deployment, Map<String, String> parts, Step step);

  /** Asked again and again after a step has been done. */
  Readiness readiness(Place place, Map<String, String> parts, Step step);

  DeploymentTarget target(Deployment deployment, Map<String, String> parts, Course course);
}
