package dev.signalbox.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Posts to web servers of this machine, and to no others. */
final class WebHook implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LONGEST)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidParameter for an address elsewhere
   */
  static URI address(String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      String host = Optional.ofNullable(uri.getHost()).orElse("");
      if ("http".equals(uri.getScheme()) && isLoopback(host)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw SnsError.invalid("Endpoint Reason: not a URL");
    }
    throw SnsError.invalid(
        "Endpoint Reason: signalbox local posts to http addresses of this machine only");
  }

  // Names are not looked up: another answer could come when it is called.
  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    if (!host.matches("127(\\.\\d{1,3}){3}|\\[::1]")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  void post(Subscription to, String type, ObjectNode message, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(to.endpoint()))
            .timeout(LONGEST)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .header("x-amz-sns-message-type", type)
            .header("x-amz-sns-message-id", message.path("MessageId").asText())
            .header("x-amz-sns-topic-arn", to.topicArn())
            .header("x-amz-sns-subscription-arn", to.arn())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status < 200 || status >= 300) {
      throw new IOException("it answered " + status);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
