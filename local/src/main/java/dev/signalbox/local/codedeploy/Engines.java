package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codedeploy.run.Engine;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;

/** Who carries out the deployments of which compute platform. */
record Engines(List<Engine> all) {
  Engines {
    all = List.copyOf(all);
  }

  Engine of(ComputePlatform platform) {
    return all.stream()
        .filter(it -> it.platforms().contains(platform))
        .findFirst()
        .orElseThrow(() ->
            AwsError.notImplemented("codedeploy", "deployments of compute platform " + platform));
  }
}
