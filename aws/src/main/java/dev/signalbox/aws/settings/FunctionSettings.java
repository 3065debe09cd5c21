package dev.signalbox.aws.settings;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.FunctionCredentials;
import dev.signalbox.aws.client.Http;
import dev.signalbox.core.release.AccountId;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * What the environment of every function says.
 *
 * @param account the one it runs in
 * @param endpoint instead of AWS's own
 * @param restored whether Lambda wakes it up from a snapshot
 */
public record FunctionSettings(
    AccountId account,
    Region region,
    String ledgerTable,
    Optional<URI> endpoint,
    boolean restored) {

  /** Reads them; what is wrong with them is kept with the settings' other problems. */
  public static Optional<FunctionSettings> of(Settings settings) {
    Optional<AccountId> account = settings.value("ACCOUNT_ID", AccountId::new, "an account number");
    Optional<Region> region = settings.value("AWS_REGION", Region::of, "a Region");
    Optional<String> table = settings.text("LEDGER_TABLE");
    Optional<URI> endpoint = settings.address("AWS_ENDPOINT_URL");
    boolean restored = settings.is("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    return account.flatMap(a ->
        region.flatMap(r -> table.map(t -> new FunctionSettings(a, r, t, endpoint, restored))));
  }

  /** To AWS, with the function's own credentials. */
  public Connection connection() {
    return new Connection(region, endpoint, new FunctionCredentials(restored), Http.client());
  }
}
