package dev.signalbox.functions.observer;

import dev.signalbox.aws.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * What the observer's environment says.
 *
 * @param endpoint instead of AWS's own
 * @param restored whether Lambda wakes it up from a snapshot
 */
record ObserverSettings(
    Region region, String ledgerTable, Optional<URI> endpoint, boolean restored) {

  static ObserverSettings from(Map<String, String> environment) {
    return Settings.read(
        environment,
        settings -> {
          Optional<Region> region = settings.value("AWS_REGION", Region::of, "a Region");
          Optional<String> table = settings.text("LEDGER_TABLE");
          Optional<URI> endpoint = settings.address("AWS_ENDPOINT_URL");
          boolean restored = "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
          return region.flatMap(
              r -> table.map(t -> new ObserverSettings(r, t, endpoint, restored)));
        });
  }
}
