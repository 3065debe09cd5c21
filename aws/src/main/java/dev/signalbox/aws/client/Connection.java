package dev.signalbox.aws.client;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * What all clients of a process share. Everything that the SDK would otherwise search the machine
 * for is said, which is faster and surprises nobody.
 *
 * @param endpoint instead of AWS's own, for every service
 */
public record Connection(
    Region region, Optional<URI> endpoint, AwsCredentialsProvider credentials, SdkHttpClient http) {

  public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
    return client(builder, region);
  }

  /** A client for another Region than ours. */
  public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
      B builder, Region elsewhere) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(elsewhere)
        .credentialsProvider(credentials)
        .httpClient(http)
        .defaultsMode(DefaultsMode.STANDARD)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .defaultProfileFile(NO_PROFILES)
                .defaultProfileName("none")
                .build())
        .build();
  }

  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();
}
