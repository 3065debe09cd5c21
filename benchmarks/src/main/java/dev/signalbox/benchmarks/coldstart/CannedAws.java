package dev.signalbox.benchmarks.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** AWS as far as the router calls it, answering at once and always the same. */
final class CannedAws implements AutoCloseable {
  private static final String DEFINITION =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, default-branch: main}
      routes:
        - name: web
          on: {repository: shop, branches: [main]}
          paths: {include: ["web/**"], exclude: ["**/*.md"]}
          start: {pipeline: shop-web, account: tools, variables: {BRANCH: "${branch}"}}
      """;

  private final HttpServer server;
  private final Map<String, String> answers;
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();

  CannedAws() {
    answers =
        Map.ofEntries(
            Map.entry("GetItem", item()),
            Map.entry("Query", "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"),
            Map.entry("UpdateItem", "{}"),
            Map.entry("PutItem", "{}"),
            Map.entry("DeleteItem", "{}"),
            Map.entry("GetCommit", commit()),
            Map.entry("GetMergeCommit", mergeBase()),
            Map.entry("GetDifferences", differences()),
            Map.entry("GetPipeline", pipeline()),
            Map.entry("StartPipelineExecution", execution()));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The calls since the last time somebody asked. */
  String calls() {
    String seen = String.join(" ", calls);
    calls.clear();
    return seen;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        reply(exchange, 200, "application/json", functionsCredentials());
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String call =
          target == null
              ? body.replaceFirst("(?s).*Action=(\\w+).*", "$1")
              : target.substring(target.indexOf('.') + 1);
      calls.add(call);
      if (call.equals("AssumeRole")) {
        reply(exchange, 200, "text/xml", credentials());
      } else if (answers.containsKey(call)) {
        reply(exchange, 200, "application/x-amz-json-1.1", answers.getOrDefault(call, ""));
      } else {
        reply(exchange, 400, "application/x-amz-json-1.1", "{\"__type\":\"NotCanned\"}");
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String item() {
    Definition definition =
        DefinitionFile.check("signalbox.yaml", DEFINITION.getBytes(UTF_8))
            .definition()
            .orElseThrow();
    var body = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(body)) {
      gzip.write(CanonicalForm.bytes(definition));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "{\"Item\":{\"version\":{\"S\":\"%s\"},\"body\":{\"B\":\"%s\"}}}"
        .formatted(definition.version(), Base64.getEncoder().encodeToString(body.toByteArray()));
  }

  private static String differences() {
    return IntStream.range(0, 20)
        .mapToObj(i ->
            "{\"changeType\":\"M\",\"beforeBlob\":{\"path\":\"%1$s\",\"blobId\":\"a\",\"mode\":\"100644\"},\"afterBlob\":{\"path\":\"%1$s\",\"blobId\":\"b\",\"mode\":\"100644\"}}"
                .formatted((i < 19 ? "docs/page-%d.md" : "web/Page-%d.java").formatted(i)))
        .collect(Collectors.joining(",", "{\"differences\":[", "]}"));
  }

  private static String commit() {
    return "{\"commit\":{\"commitId\":\"%s\",\"message\":\"A change\"}}".formatted("2".repeat(40));
  }

  private static String mergeBase() {
    return "{\"sourceCommitId\":\"%1$s\",\"destinationCommitId\":\"%2$s\",\"baseCommitId\":\"%1$s\"}"
        .formatted("1".repeat(40), "2".repeat(40));
  }

  private static String execution() {
    return "{\"pipelineExecutionId\":\"5e1f0b5c-7f0d-4a3b-9c3f-2d7f7c0e9a11\"}";
  }

  private static String pipeline() {
    return """
    {"pipeline":{"name":"shop-web","roleArn":"arn:aws:iam::111111111111:role/p","pipelineType":"V2","version":1,
     "stages":[{"name":"Source","actions":[{"name":"Checkout","actionTypeId":
       {"category":"Source","owner":"AWS","provider":"CodeCommit","version":"1"},
       "configuration":{"RepositoryName":"shop","BranchName":"main"}}]}],
     "variables":[{"name":"BRANCH","defaultValue":"main"}]},"metadata":{}}\
    """;
  }

  /** What Lambda gives a function that was restored from a snapshot, at an address of its own. */
  private static String functionsCredentials() {
    return "{\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\"%s\"}"
        .formatted(Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String credentials() {
    return """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
    <Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
    <SessionToken>token</SessionToken><Expiration>%s</Expiration></Credentials>
    <AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::111111111111:assumed-role/r/x</Arn></AssumedRoleUser>
    </AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>\
    """
        .formatted(Instant.now().plusSeconds(900).truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
