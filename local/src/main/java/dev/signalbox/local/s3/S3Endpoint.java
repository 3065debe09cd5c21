package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** S3's REST protocol: requests signed for S3, to one of its host names, or to a known bucket. */
final class S3Endpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(S3Endpoint.class);
  private static final Pattern NOT_IN_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]");
  private static final String HOST_ID = "signalbox-local";

  private final Authentication authentication;
  private final Shelf shelf;
  private final Operations operations;

  S3Endpoint(Authentication authentication, Shelf shelf, Operations operations) {
    this.authentication = authentication;
    this.shelf = shelf;
    this.operations = operations;
  }

  @Override
  public boolean serves(HttpExchange exchange) {
    try {
      var credential = Credential.of(exchange);
      return credential.isPresent()
          ? credential.get().service().equals("s3")
          : Address.namesS3(exchange)
              || OldPresigned.is(Address.of(exchange))
              || isToKnownBucket(exchange);
    } catch (AwsError e) {
      return Address.namesS3(exchange);
    }
  }

  private boolean isToKnownBucket(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("X-Amz-Target") == null
        && shelf.find(Address.of(exchange).bucket()).isPresent();
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    var id =
        UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
    var answer = answer(exchange, id).with(Map.of("x-amz-request-id", id, "x-amz-id-2", HOST_ID));
    drain(exchange, answer);
    answer.send(exchange);
  }

  private Answer answer(HttpExchange exchange, String id) {
    try {
      var address = Address.of(exchange);
      var caller = authentication.caller(exchange, address);
      return operations.answer(new Request(id, exchange, address, caller));
    } catch (Refused e) {
      return error(exchange, id, e.error()).with(e.headers());
    } catch (AwsError e) {
      return error(exchange, id, e);
    } catch (IOException e) {
      // A client that went away or a disk that is full: who can still hear it is told.
      LOG.warn(
          "{} {}: {}",
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          e.toString());
      return error(exchange, id, internal());
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
      return error(exchange, id, internal());
    }
  }

  private static AwsError internal() {
    return S3Error.of("InternalError", 500, "We encountered an internal error. Please try again.");
  }

  private static Answer error(HttpExchange exchange, String id, AwsError error) {
    if (exchange.getRequestMethod().equals("HEAD") || error.status() == 304) {
      return Answer.empty(error.status());
    }
    var xml =
        Xml.error()
            .put("Code", error.code())
            .put("Message", Optional.ofNullable(error.getMessage()).orElse(""));
    error
        .details()
        .ifPresent(it ->
            it.properties()
                .forEach(detail -> xml.put(detail.getKey(), legal(detail.getValue().asText()))));
    return Answer.xml(error.status(), xml.put("RequestId", id).put("HostId", HOST_ID));
  }

  /** A key may hold what XML cannot; an error that no client can read would help nobody. */
  private static String legal(String text) {
    return NOT_IN_XML.matcher(text).replaceAll("\ufffd");
  }

  /** A client that is still sending would else see its connection break and not the answer. */
  private static void drain(HttpExchange exchange, Answer answer) {
    try {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.debug("The client went away before its answer {}: {}", answer.status(), e.getMessage());
    }
  }
}
