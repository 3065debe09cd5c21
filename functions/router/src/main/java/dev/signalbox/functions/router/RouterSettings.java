package dev.signalbox.functions.router;

import dev.signalbox.aws.settings.Settings;
import dev.signalbox.core.release.AccountId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * What the router's environment says.
 *
 * @param account the one it runs in
 * @param maxAge how old an event may be and still start something
 * @param grace how long a push is left to its event before it counts as lost
 * @param endpoint instead of AWS's own
 * @param providers where repositories are that are not AWS's
 * @param restored whether Lambda wakes it up from a snapshot
 */
record RouterSettings(
    AccountId account,
    Region region,
    String ledgerTable,
    Duration maxAge,
    Duration grace,
    Optional<URI> endpoint,
    Providers providers,
    boolean restored) {

  static RouterSettings from(Map<String, String> environment) {
    return Settings.read(
        environment,
        settings -> {
          Optional<AccountId> account =
              settings.value("ACCOUNT_ID", AccountId::new, "an account number");
          Optional<Region> region = settings.value("AWS_REGION", Region::of, "a Region");
          Optional<String> table = settings.text("LEDGER_TABLE");
          Duration age = settings.duration("MAX_EVENT_AGE", Duration.ofDays(400));
          Duration grace = settings.duration("RECONCILE_GRACE", Duration.ofSeconds(15));
          Optional<URI> endpoint = settings.address("AWS_ENDPOINT_URL");
          Providers providers = Providers.from(environment, settings);
          boolean restored = "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
          return account.flatMap(a ->
              region.flatMap(r ->
                  table.map(t ->
                      new RouterSettings(a, r, t, age, grace, endpoint, providers, restored))));
        });
  }
}
