package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Aliases;
import dev.signalbox.local.api.Aliases.Route;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.codedeploy.appspec.AppSpec;
import dev.signalbox.local.codedeploy.appspec.AppSpecReader;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LambdaFunctionInfo;
import software.amazon.awssdk.services.codedeploy.model.LambdaTarget;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** Deployments of a Lambda function: its alias is led from one version to another. */
public record LambdaGround(Aliases aliases) implements Ground {

  @Override
  public void check(Place place, DeploymentGroupInfo group) {
    // A group of this platform has nothing of its own: the AppSpec file names function and alias.
  }

  @Override
  public Prepared prepare(
      Place place, DeploymentGroupInfo group, String appSpec, TrafficRoutingConfig routing) {
    AppSpec.Lambda spec = AppSpecReader.lambda(appSpec);
    return new Prepared(
        Plan.lambda(spec.hooks(), routing),
        Map.of(
            LambdaParts.FUNCTION,
            spec.function(),
            LambdaParts.ALIAS,
            spec.alias(),
            LambdaParts.CURRENT,
            spec.current(),
            LambdaParts.TARGET,
            spec.target()));
  }

  @Override
  public Map<String, String> act(
      Place place, String deployment, Map<String, String> parts, Step step) {
    LambdaParts known = new LambdaParts(parts);
    switch (step.act()) {
      case CHECK -> check(place, known);
      case SHIFT -> lead(place, known, shifted(known, step.percent()));
      case RESTORE -> lead(place, known, new Route(known.current(), Map.of()));
      default -> throw new IllegalStateException("Nothing of a Lambda deployment: " + step.act());
    }
    return Map.of();
  }

  private void check(Place place, LambdaParts parts) {
    String function = parts.function();
    for (String version : new String[] {parts.current(), parts.target()}) {
      if (!aliases.hasVersion(place, function, version)) {
        throw new Impossible(
            ErrorCode.INVALID_LAMBDA_FUNCTION,
            "Function %s has no version %s.".formatted(function, version));
      }
    }
    Route now = route(place, parts);
    if (!now.version().equals(parts.current()) || !now.weights().isEmpty()) {
      throw new Impossible(
          ErrorCode.INVALID_LAMBDA_CONFIGURATION,
          "Alias %s of function %s does not lead to version %s alone, as the AppSpec file says."
              .formatted(parts.alias(), function, parts.current()));
    }
  }

  private Route route(Place place, LambdaParts parts) {
    try {
      return aliases.route(place, parts.function(), parts.alias());
    } catch (AwsError e) {
      throw new Impossible(ErrorCode.INVALID_LAMBDA_FUNCTION, String.valueOf(e.getMessage()));
    }
  }

  private static Route shifted(LambdaParts parts, int percent) {
    return percent == 100
        ? new Route(parts.target(), Map.of())
        : new Route(parts.current(), Map.of(parts.target(), percent / 100.0));
  }

  private void lead(Place place, LambdaParts parts, Route route) {
    aliases.route(place, parts.function(), parts.alias(), route);
  }

  @Override
  public Readiness readiness(Place place, Map<String, String> parts, Step step) {
    return new Readiness.Ready();
  }

  @Override
  public DeploymentTarget target(Deployment deployment, Map<String, String> all, Course course) {
    LambdaParts parts = new LambdaParts(all);
    String id = parts.function() + ":" + parts.alias();
    return DeploymentTarget.builder()
        .deploymentTargetType(DeploymentTargetType.LAMBDA_TARGET)
        .lambdaTarget(
            LambdaTarget.builder()
                .deploymentId(deployment.id())
                .targetId(id)
                .targetArn(deployment.place().arn("lambda", "function:" + id))
                .status(course.targetStatus())
                .lastUpdatedAt(course.lastChange())
                .lifecycleEvents(course.happenings().stream().map(Happening::shown).toList())
                .lambdaFunctionInfo(
                    LambdaFunctionInfo.builder()
                        .functionName(parts.function())
                        .functionAlias(parts.alias())
                        .currentVersion(parts.current())
                        .targetVersion(parts.target())
                        .targetVersionWeight(weight(deployment.place(), parts))
                        .build())
                .build())
        .build();
  }

  private double weight(Place place, LambdaParts parts) {
    try {
      Route now = aliases.route(place, parts.function(), parts.alias());
      return now.version().equals(parts.target())
          ? 100
          : 100 * now.weights().getOrDefault(parts.target(), 0.0);
    } catch (AwsError e) {
      return 0;
    }
  }
}
