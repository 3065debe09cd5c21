package dev.signalbox.local.front;

import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A request as no SDK would send it, signed by the SDK's own signer. */
record RawRequest(
    String method, String pathAndQuery, String service, String body, Map<String, String> headers) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A JSON 1.1 call. */
  static RawRequest json(String service, String target, String body) {
    return new RawRequest("POST", "/", service, body, Map.of())
        .with("Content-Type", "application/x-amz-json-1.1")
        .with("X-Amz-Target", target);
  }

  static RawRequest form(String service, String body) {
    return new RawRequest("POST", "/", service, body, Map.of())
        .with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  }

  RawRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new RawRequest(method, pathAndQuery, service, body, more);
  }

  HttpResponse<String> send(LocalServer server) throws IOException, InterruptedException {
    return send(server, Duration.ZERO, LocalServer.ACCOUNT, "local");
  }

  /** Signed at another time than now, or with another key. */
  HttpResponse<String> send(LocalServer server, Duration late, String keyId, String secret)
      throws IOException, InterruptedException {
    URI address = URI.create(server.address() + pathAndQuery);
    SdkHttpRequest.Builder plain =
        SdkHttpRequest.builder().uri(address).method(SdkHttpMethod.fromValue(method));
    headers.forEach(plain::putHeader);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(request ->
                request
                    .identity(AwsCredentialsIdentity.create(keyId, secret))
                    .request(plain.build())
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), late)))
            .request();
    return unsigned(server, signed.headers());
  }

  HttpResponse<String> sendUnsigned(LocalServer server) throws IOException, InterruptedException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return unsigned(server, all);
  }

  private HttpResponse<String> unsigned(LocalServer server, Map<String, List<String>> all)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + pathAndQuery))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    all.forEach((name, values) -> {
      if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
