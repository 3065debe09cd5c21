package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AliasUpdates;
import dev.signalbox.local.api.Aliases;
import dev.signalbox.local.api.Aliases.Route;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorInformation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;

/** The deployments that a template's alias asks for, each waited for until it has ended. */
final class AliasDeployments implements AliasUpdates, AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Orders orders;
  private final DeploymentLog log;
  private final Aliases aliases;
  private final CountDownLatch closed = new CountDownLatch(1);

  AliasDeployments(Orders orders, DeploymentLog log, Aliases aliases) {
    this.orders = orders;
    this.log = log;
    this.aliases = aliases;
  }

  @Override
  public void lead(Place place, Update update) {
    // One that a stop of local has cut off goes on, and may be the very one that is wanted.
    log.active(place, update.application() + "/" + update.group())
        .ifPresent(it -> ended(place, it.id()));
    Route now = aliases.route(place, update.function(), update.alias());
    if (now.version().equals(update.target()) && now.weights().isEmpty()) {
      return;
    }
    String id = orders.accept(place, request(update, now), DeploymentCreator.CLOUD_FORMATION);
    DeploymentInfo end = ended(place, id);
    if (end.status() != DeploymentStatus.SUCCEEDED) {
      throw AwsError.of(
          "DeploymentUnsuccessful",
          "Deployment %s of version %s of function %s is %s%s"
              .formatted(
                  id,
                  update.target(),
                  update.function(),
                  end.statusAsString(),
                  Optional.ofNullable(end.errorInformation())
                      .map(ErrorInformation::message)
                      .map(it -> ": " + it)
                      .orElse("")));
    }
  }

  private static CreateDeploymentRequest request(Update update, Route now) {
    return CreateDeploymentRequest.builder()
        .applicationName(update.application())
        .deploymentGroupName(update.group())
        .revision(it ->
            it.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                .appSpecContent(content -> content.content(appSpec(update, now))))
        .build();
  }

  private static String appSpec(Update update, Route now) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("version", 0.0);
    ObjectNode resource = spec.putArray("Resources").addObject().putObject(update.function());
    resource.put("Type", "AWS::Lambda::Function");
    resource
        .putObject("Properties")
        .put("Name", update.function())
        .put("Alias", update.alias())
        .put("CurrentVersion", now.version())
        .put("TargetVersion", update.target());
    ArrayNode hooks = spec.putArray("Hooks");
    update.hooks().forEach((event, function) -> hooks.addObject().put(event, function));
    return spec.toString();
  }

  private DeploymentInfo ended(Place place, String id) {
    Deployment now = log.existing(place, id);
    while (!now.ended()) {
      if (stopsWithin(LOOK)) {
        throw AwsError.of(
            "DeploymentUnsuccessful", "local stopped before deployment " + id + " had ended");
      }
      now = log.existing(place, id);
    }
    return now.shown();
  }

  private boolean stopsWithin(Duration duration) {
    try {
      return closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
