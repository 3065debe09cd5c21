package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.codedeploy.run.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** Carries a deployment out on one instance, event by event. */
record HostRun(Store store, Visits visits, Scripts scripts, Objects objects) {

  /**
   * Whether every event has succeeded.
   *
   * @param stopped asked before each event: whether it is the last
   */
  boolean go(Deployment deployment, Host host, BooleanSupplier stopped) {
    DeploymentInfo info = deployment.shown();
    String group = groupId(deployment);
    Site site = Site.of(store, host, group);
    Bundle bundle = new Bundle(objects, info.revision().s3Location());
    Optional<String> before = visits.health(host, group).succeeded();
    for (String event : Visit.EVENTS) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      change(deployment, host, event, it -> it.begun(visits.now()));
      try {
        switch (event) {
          case "ApplicationStop" -> stopOld(deployment, host, site, bundle, before);
          case "DownloadBundle" -> bundle.unpack(site.archive(deployment.id()));
          case "Install" ->
              new Installation(site, site.archive(deployment.id())).install(spec(deployment, site));
          default ->
              runAll(
                  event,
                  spec(deployment, site),
                  site.archive(deployment.id()),
                  environment(deployment, host, site, bundle));
        }
        change(deployment, host, event, it -> it.succeeded(visits.now()));
      } catch (Ill e) {
        change(deployment, host, event, it -> it.failed(e, visits.now()));
        return false;
      } catch (IOException | UncheckedIOException | InvalidPathException e) {
        Ill ill = Ill.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        change(deployment, host, event, it -> it.failed(ill, visits.now()));
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private void change(
      Deployment deployment, Host host, String event, UnaryOperator<Visit.Stop> change) {
    visits.change(
        deployment.place(), deployment.id(), host, visit -> visit.at(event, change, visits.now()));
  }

  private static ServerSpec spec(Deployment deployment, Site site) throws IOException, Ill {
    String existing =
        Optional.ofNullable(deployment.shown().fileExistsBehaviorAsString()).orElse("DISALLOW");
    return Bundle.spec(site.archive(deployment.id()), existing);
  }

  /** The scripts that stop an application are those of the revision that runs. */
  private void stopOld(
      Deployment deployment, Host host, Site site, Bundle bundle, Optional<String> before)
      throws IOException, InterruptedException, Ill {
    if (before.isEmpty() || !Files.isDirectory(site.archive(before.get()))) {
      return;
    }
    try {
      Path archive = site.archive(before.get());
      runAll(
          "ApplicationStop",
          Bundle.spec(archive, "DISALLOW"),
          archive,
          environment(deployment, host, site, bundle));
    } catch (Ill e) {
      if (!Boolean.TRUE.equals(deployment.shown().ignoreApplicationStopFailures())) {
        throw e;
      }
    }
  }

  private void runAll(String event, ServerSpec spec, Path archive, Map<String, String> environment)
      throws IOException, InterruptedException, Ill {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LIFECYCLE_EVENT", event);
    for (ServerSpec.Hook hook : spec.at(event)) {
      scripts.run(event, archive, hook, all);
    }
  }

  private static Map<String, String> environment(
      Deployment deployment, Host host, Site site, Bundle bundle) {
    DeploymentInfo info = deployment.shown();
    Map<String, String> environment = new HashMap<>(bundle.variables());
    environment.put("DEPLOYMENT_ID", deployment.id());
    environment.put("APPLICATION_NAME", info.applicationName());
    environment.put("DEPLOYMENT_GROUP_NAME", info.deploymentGroupName());
    environment.put("DEPLOYMENT_GROUP_ID", groupId(deployment));
    environment.put("INSTANCE_NAME", host.name());
    environment.put("INSTANCE_ROOT", site.root().toString());
    return environment;
  }

  /** The same for every deployment of the group, and a file's name. */
  static String groupId(Deployment deployment) {
    String key = deployment.place().key(deployment.group());
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
