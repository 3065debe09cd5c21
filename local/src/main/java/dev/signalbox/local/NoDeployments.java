package dev.signalbox.local;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Place;
import java.util.Optional;

/** No CodeDeploy: whoever asks it to deploy is told so. */
final class NoDeployments implements Deployments {
  @Override
  public String create(Place place, Request request) {
    throw AwsError.notImplemented("codedeploy", "CreateDeployment");
  }

  @Override
  public Optional<State> state(Place place, String id) {
    return Optional.empty();
  }

  @Override
  public void stop(Place place, String id, boolean rollBack) {}
}
