package dev.signalbox.local.sns;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Endpoint;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the link in a confirmation leads to: who knows the token need not sign. */
record ConfirmationPage(SubscriptionOperations subscriptions) implements Endpoint {
  private static final String ACTION = "Action=ConfirmSubscription";

  @Override
  public boolean serves(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET")
        && exchange.getRequestURI().getPath().equals("/")
        && !exchange.getRequestHeaders().containsKey("Authorization")
        && Optional.ofNullable(exchange.getRequestURI().getRawQuery())
            .filter(it -> it.startsWith(ACTION + "&"))
            .isPresent();
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    for (String each : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      int equals = each.indexOf('=');
      parameters.put(
          each.substring(0, Math.max(equals, 0)),
          URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
    }
    try {
      String arn =
          subscriptions
              .confirm(
                  parameters.getOrDefault("TopicArn", ""), parameters.getOrDefault("Token", ""))
              .arn();
      answer(
          exchange,
          200,
          "<ConfirmSubscriptionResponse><ConfirmSubscriptionResult><SubscriptionArn>"
              + arn
              + "</SubscriptionArn></ConfirmSubscriptionResult></ConfirmSubscriptionResponse>");
    } catch (AwsError e) {
      answer(
          exchange,
          e.status(),
          "<ErrorResponse><Error><Code>" + e.code() + "</Code></Error></ErrorResponse>");
    }
  }

  private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
