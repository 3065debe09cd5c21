package dev.signalbox.functions.router;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.hosted.HostedSources;
import dev.signalbox.aws.secret.KeptSecrets;
import dev.signalbox.aws.settings.Settings;
import dev.signalbox.core.release.Provider;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Where the providers of repositories are, and how they are asked.
 *
 * @param apis the addresses of their APIs, and all that this function asks besides AWS
 * @param tokens what the names of the tokens' secrets begin with
 */
record Providers(Map<Provider, URI> apis, String tokens) {
  private static final Map<Provider, URI> USUAL =
      Map.of(
          Provider.GITHUB, URI.create("https://api.github.com"),
          Provider.GITLAB, URI.create("https://gitlab.com/api/v4"),
          Provider.BITBUCKET, URI.create("https://api.bitbucket.org"));

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  static Providers from(Map<String, String> environment, Settings settings) {
    Map<Provider, URI> apis = new EnumMap<>(Provider.class);
    USUAL.forEach((provider, usual) ->
        apis.put(provider, settings.address(provider.name() + "_API").orElse(usual)));
    return new Providers(apis, environment.getOrDefault("TOKEN_SECRETS", "signalbox/tokens/"));
  }

  /** Only where AWS itself is this machine may a provider be this machine. */
  HostedSources sources(Connection connection, InstantSource clock) {
    boolean loopback =
        connection.endpoint().map(URI::getHost).filter(THIS_MACHINE::contains).isPresent();
    return new HostedSources(
        apis, loopback, new KeptSecrets(new Later(connection)::client, tokens, clock));
  }

  /** A client that most routers never need. */
  private static final class Later {
    private final Connection connection;
    private Optional<SecretsManagerClient> made = Optional.empty();

    Later(Connection connection) {
      this.connection = connection;
    }

    synchronized SecretsManagerClient client() {
      if (made.isEmpty()) {
        made = Optional.of(connection.client(SecretsManagerClient.builder()));
      }
      return made.orElseThrow();
    }
  }
}
