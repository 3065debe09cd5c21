package dev.signalbox.functions.observer;

import dev.signalbox.aws.settings.Settings;
import dev.signalbox.core.release.AccountId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * What the observer's environment says.
 *
 * @param account the one it runs in
 * @param endpoint instead of AWS's own
 * @param restored whether Lambda wakes it up from a snapshot
 */
record ObserverSettings(
    AccountId account,
    Region region,
    String ledgerTable,
    Optional<URI> endpoint,
    boolean restored) {

  static ObserverSettings from(Map<String, String> environment) {
    return Settings.read(
        environment,
        settings -> {
          Optional<AccountId> account =
              settings.value("ACCOUNT_ID", AccountId::new, "an account number");
          Optional<Region> region = settings.value("AWS_REGION", Region::of, "a Region");
          Optional<String> table = settings.text("LEDGER_TABLE");
          Optional<URI> endpoint = settings.address("AWS_ENDPOINT_URL");
          boolean restored = "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
          return account.flatMap(a ->
              region.flatMap(
                  r -> table.map(t -> new ObserverSettings(a, r, t, endpoint, restored))));
        });
  }
}
