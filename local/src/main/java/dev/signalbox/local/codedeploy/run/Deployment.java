package dev.signalbox.local.codedeploy.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/**
 * A deployment as the API shows it.
 *
 * @param info a DeploymentInfo
 */
public record Deployment(String account, String region, ObjectNode info) {
  public static Deployment of(Place place, DeploymentInfo info) {
    return new Deployment(place.account(), place.region(), Shapes.json(info));
  }

  public Place place() {
    return new Place(account, region);
  }

  public DeploymentInfo shown() {
    return Shapes.fill(DeploymentInfo.builder(), info).build();
  }

  public String id() {
    return info.path("deploymentId").asText();
  }

  public String group() {
    return info.path("applicationName").asText() + "/" + info.path("deploymentGroupName").asText();
  }

  /** Whether nothing follows any more. */
  public boolean ended() {
    return switch (shown().status()) {
      case SUCCEEDED, FAILED, STOPPED -> true;
      default -> false;
    };
  }

  public boolean began() {
    return shown().status() != DeploymentStatus.CREATED;
  }

  public Deployment with(Consumer<DeploymentInfo.Builder> change) {
    return of(place(), shown().toBuilder().applyMutation(change).build());
  }
}
