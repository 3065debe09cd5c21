package dev.signalbox.functions.gate;

import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.aws.settings.Settings;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.aws.web.PrivateNetwork;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the gate's environment says.
 *
 * @param name the function's own, by which AppSpecs call it
 * @param version of this code, as Lambda numbers it
 * @param evidence the bucket for what verdicts rest on
 * @param patience how long CodeDeploy waits for a hook
 * @param lostAfter how long a hook's event may be under way
 * @param inside the networks that load balancers are in which are not on the internet
 */
record GateSettings(
    FunctionSettings function,
    String name,
    String version,
    String evidence,
    Duration patience,
    Duration lostAfter,
    Guard.Inside inside) {

  static GateSettings from(Map<String, String> environment) {
    return Settings.read(
        environment,
        settings -> {
          Optional<FunctionSettings> function = FunctionSettings.of(settings);
          Optional<String> name = settings.text("AWS_LAMBDA_FUNCTION_NAME");
          String version = environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
          Optional<String> evidence = settings.text("EVIDENCE_BUCKET");
          Duration patience = settings.duration("HOOK_TIMEOUT", Duration.ofHours(1));
          Duration lostAfter = settings.duration("EVENT_LOST_AFTER", Duration.ofMinutes(5));
          Optional<Guard.Inside> inside =
              environment.getOrDefault("PRIVATE_NETWORKS", "").isEmpty()
                  ? Optional.of(Guard.Inside.NOTHING)
                  : settings.value("PRIVATE_NETWORKS", GateSettings::inside, "a list of networks");
          return function.flatMap(f ->
              name.flatMap(n ->
                  evidence.flatMap(e ->
                      inside.map(
                          i -> new GateSettings(f, n, version, e, patience, lostAfter, i)))));
        });
  }

  private static Guard.Inside inside(String networks) {
    Set<PrivateNetwork> listed =
        Arrays.stream(networks.split(",", -1))
            .map(String::strip)
            .map(PrivateNetwork::new)
            .collect(Collectors.toSet());
    return new Guard.Inside(listed, true);
  }
}
