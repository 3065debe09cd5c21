package dev.signalbox.local.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.model.Gate;
import dev.signalbox.local.model.Model;
import dev.signalbox.local.model.Models;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * One port on the loopback interface: endpoints with a protocol of their own first, then the AWS
 * APIs.
 */
public final class FrontDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

  /** More than any API here takes; S3 and git stream theirs. */
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  private final HttpServer server;
  private final Identity identity;
  private final Models models;
  private final Gate gate;
  private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
  private final Map<String, Service> services = new ConcurrentHashMap<>();

  /**
   * @param port 0 for any free one
   * @throws PortTaken when another process listens there
   */
  public FrontDoor(int port, Identity identity, Models models, Gate gate) {
    this.identity = identity;
    this.models = models;
    this.gate = gate;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw new PortTaken(port);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
  }

  public FrontDoor with(Service service) {
    services.put(service.name(), service);
    return this;
  }

  public FrontDoor with(Endpoint endpoint) {
    endpoints.add(endpoint);
    return this;
  }

  public void open() {
    server.start();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The implemented operations of every service. */
  public List<Service> services() {
    return services.values().stream()
        .sorted(java.util.Comparator.comparing(Service::name))
        .toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!LoopbackHost.allows(exchange)) {
        new Reply(
                403,
                "text/plain",
                "This server answers loopback names only\n".getBytes(StandardCharsets.UTF_8))
            .send(exchange);
        return;
      }
      Optional<Endpoint> endpoint = endpoints.stream().filter(e -> e.serves(exchange)).findFirst();
      if (endpoint.isPresent()) {
        serve(exchange, endpoint.get());
      } else {
        answer(exchange).send(exchange);
      }
    } catch (IOException e) {
      LOG.debug("The client went away: {}", e.getMessage());
    }
  }

  private static void serve(HttpExchange exchange, Endpoint endpoint) throws IOException {
    try {
      endpoint.serve(exchange);
    } catch (AwsError e) {
      new JsonProtocol(new Models(), "", "", new byte[0]).error(e, requestId()).send(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
      new JsonProtocol(new Models(), "", "", new byte[0])
          .error(internal(), requestId())
          .send(exchange);
    }
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    String requestId = requestId();
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    Protocol protocol = protocol(exchange, plain(exchange, body));
    Reply reply;
    try {
      if (body.length > LARGEST_BODY) {
        drain(exchange);
        throw new AwsError(
            "RequestEntityTooLargeException", 413, "Request must be smaller than 10485760 bytes");
      }
      Caller caller = identity.verify(exchange, Optional.of(body));
      reply = result(protocol, SignedBy.service(exchange).orElse(""), caller, requestId);
    } catch (AwsError e) {
      reply = protocol.error(e, requestId);
    } catch (RuntimeException e) {
      LOG.error(
          "A request failed inside local: {}",
          exchange.getRequestHeaders().getFirst("X-Amz-Target"),
          e);
      reply = protocol.error(internal(), requestId);
    }
    return reply.with("x-amzn-RequestId", requestId);
  }

  /** The SDKs compress what is large; the signature is over the compressed body. */
  private static byte[] plain(HttpExchange exchange, byte[] body) throws IOException {
    if (!header(exchange, "Content-Encoding").equals("gzip")) {
      return body;
    }
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return unpacked.readNBytes(LARGEST_BODY);
    } catch (ZipException | EOFException e) {
      return body;
    }
  }

  private static void drain(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static String requestId() {
    return UUID.randomUUID().toString();
  }

  private static AwsError internal() {
    return new AwsError(
        "InternalFailure", 500, "The request failed because of a fault inside signalbox local.");
  }

  private Protocol protocol(HttpExchange exchange, byte[] body) {
    String contentType = header(exchange, "Content-Type");
    String target = header(exchange, "X-Amz-Target");
    Optional<Model> model = SignedBy.service(exchange).flatMap(models::service);
    if (!target.isEmpty()) {
      return new JsonProtocol(models, target, contentType, body);
    }
    // Before forms: Java's own client calls an empty body one.
    if (model.isPresent() && model.get().protocol().equals("rest-json")) {
      return new RestJsonProtocol(exchange, model.get(), body);
    }
    if (contentType.startsWith("application/x-www-form-urlencoded")) {
      return QueryProtocol.of(model, new String(body, StandardCharsets.UTF_8));
    }
    if (model.isPresent() && model.get().protocol().equals("query")) {
      return QueryProtocol.of(
          model, Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }
    return new JsonProtocol(models, "", contentType, body);
  }

  private Reply result(Protocol protocol, String signedFor, Caller caller, String requestId) {
    Protocol.Call call = protocol.call();
    String service = call.model().name();
    if (!signedFor.equals(service)) {
      throw new AwsError(
          "SignatureDoesNotMatch",
          403,
          "Credential should be scoped to correct service: '" + service + "'. ");
    }
    String operation = call.operation().name();
    Service.Implemented implemented =
        Optional.ofNullable(services.get(service))
            .map(Service::operations)
            .map(operations -> operations.get(operation))
            .orElseThrow(() -> AwsError.notImplemented(service, operation));
    SdkPojo builder = implemented.requestBuilder().get();
    protocol.fill(builder);
    SdkPojo request = (SdkPojo) ((Buildable) builder).build();
    gate.check(
        service, operation, protocol instanceof JsonProtocol json ? json.json() : members(request));
    return protocol.result(call, implemented.operation().apply(caller, request), requestId);
  }

  /** The models name members; headers and query parameters have names of their own. */
  private static ObjectNode members(SdkPojo request) {
    ObjectNode members = Shapes.json(request);
    for (SdkField<?> field : request.sdkFields()) {
      if (field.location() != MarshallLocation.PAYLOAD && members.has(field.locationName())) {
        members.set(field.memberName(), members.remove(field.locationName()));
      }
    }
    return members;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
