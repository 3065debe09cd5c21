package dev.signalbox.local;

import java.net.URI;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** {@code local} on a free port for the tests of a class, and SDK clients that talk to it. */
public final class LocalServer implements BeforeAllCallback, AfterAllCallback {
  public static final String ACCOUNT = "111111111111";

  private final LocalOptions options;
  private Local local;

  public LocalServer() {
    this(LocalOptions.defaults());
  }

  @SuppressWarnings("NullAway") // started before the first test
  public LocalServer(LocalOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    local = Local.start(options);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    local.close();
  }

  public Local local() {
    return local;
  }

  public URI address() {
    return local.address();
  }

  /** A client for {@link #ACCOUNT} in eu-west-1. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, ACCOUNT, "local", "eu-west-1");
  }

  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String accessKeyId, String secret, String region) {
    return builder
        .endpointOverride(address())
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
