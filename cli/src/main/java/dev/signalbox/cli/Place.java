package dev.signalbox.cli;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Where Signalbox runs, on AWS or on this machine. */
final class Place {
  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      defaultValue = "${env:AWS_ENDPOINT_URL}",
      description = "Instead of AWS's own; AWS_ENDPOINT_URL where it is not given.")
  private @Nullable URI endpoint;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where Signalbox runs; AWS_REGION where it is not given.")
  private @Nullable String region;

  /** Does something there. */
  <T> T at(BiFunction<Connection, Region, T> use) {
    Region where = region();
    try (SdkHttpClient http = Http.client()) {
      return use.apply(connection(http, where), where);
    }
  }

  private Connection connection(SdkHttpClient http, Region where) {
    if (endpoint != null && endpoint.getHost() == null) {
      throw UserError.wrongUse(
          "--endpoint-url takes an address such as http://127.0.0.1:4566, got " + endpoint);
    }
    return new Connection(
        where, Optional.ofNullable(endpoint), DefaultCredentialsProvider.builder().build(), http);
  }

  private Region region() {
    Map<String, String> environment = System.getenv();
    return Optional.ofNullable(region)
        .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
        .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
        .filter(name -> !name.isEmpty())
        .map(Region::of)
        .orElseThrow(() ->
            UserError.wrongUse("In which Region does Signalbox run? Give --region or AWS_REGION"));
  }
}
