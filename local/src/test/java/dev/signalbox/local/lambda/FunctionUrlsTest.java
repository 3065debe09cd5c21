package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

class FunctionUrlsTest {
  /** Answers what the query asks for, else the event. */
  private static final String HANDLER =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;

      public class Web implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
          String event = new String(in.readAllBytes(), "UTF-8");
          if (event.contains("/broken")) throw new IllegalStateException("as asked");
          String answer = event.contains("/whole")
              ? "{\\"statusCode\\":201,\\"headers\\":{\\"X-Own\\":\\"a\\"},\\"cookies\\":[\\"c=1\\",\\"d=2\\"],"
                  + "\\"body\\":\\"aGk=\\",\\"isBase64Encoded\\":true}"
              : event.contains("/odd") ? "{\\"statusCode\\":\\"soon\\"}" : event;
          out.write(answer.getBytes("UTF-8"));
        }
      }
      """;

  @RegisterExtension static final LocalServer SERVER = new LocalServer();
  @TempDir private static Path directory;
  private static SdkBytes zip = SdkBytes.fromByteArray(new byte[0]);

  private final LambdaClient lambda = SERVER.client(LambdaClient.builder());
  private String name = "";

  @BeforeAll
  static void pack() throws IOException {
    zip = SdkBytes.fromByteArray(Files.readAllBytes(PackedFunction.of(directory, "Web", HANDLER)));
    SERVER
        .client(IamClient.builder())
        .createRole(role -> role.roleName("web").assumeRolePolicyDocument("{}"));
  }

  @BeforeEach
  void aFunction() {
    name = "web-" + UUID.randomUUID();
    lambda.createFunction(request ->
        request
            .functionName(name)
            .role("arn:aws:iam::111111111111:role/web")
            .runtime(Runtime.fromValue("java25"))
            .handler("Web")
            .memorySize(256)
            .timeout(10)
            .code(code -> code.zipFile(zip)));
  }

  private URI url(FunctionUrlAuthType auth) {
    return URI.create(
        lambda
            .createFunctionUrlConfig(request -> request.functionName(name).authType(auth))
            .functionUrl());
  }

  private URI open() {
    lambda.addPermission(request ->
        request
            .functionName(name)
            .statementId("public")
            .action("lambda:InvokeFunctionUrl")
            .principal("*")
            .functionUrlAuthType(FunctionUrlAuthType.NONE));
    return url(FunctionUrlAuthType.NONE);
  }

  /** As any HTTP client sends it, without asking a resolver for the name. */
  private static String send(URI url, String method, String path, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(method, path, url.getHost(), url.getPort(), bytes.length, headers);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode event(String answer) throws IOException {
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void aRequestReachesTheFunctionInPayloadFormatTwo() throws IOException {
    URI url = open();
    String answer =
        send(
            url,
            "POST",
            "/hooks/a%20b?x=1&x=2&y=%C3%BC",
            """
            Content-Type: application/json; charset=utf-8
            X-Twice: 1
            X-Twice: 2
            Cookie: a=b; c=d
            """
                .replace("\n", "\r\n"),
            "{\"ü\":1}");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    JsonNode event = event(answer);
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("rawPath").asText()).isEqualTo("/hooks/a%20b");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%C3%BC");
    assertThat(event.at("/queryStringParameters/x").asText()).isEqualTo("1,2");
    assertThat(event.at("/queryStringParameters/y").asText()).isEqualTo("ü");
    assertThat(event.at("/headers/x-twice").asText()).isEqualTo("1,2");
    assertThat(event.at("/headers").has("cookie")).isFalse();
    assertThat(event.at("/cookies/1").asText()).isEqualTo("c=d");
    assertThat(event.path("body").asText()).isEqualTo("{\"ü\":1}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.at("/requestContext/accountId").asText()).isEqualTo("anonymous");
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
    assertThat(event.at("/requestContext/http/sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(event.at("/requestContext/domainName").asText()).isEqualTo(url.getHost());
  }

  @Test
  void aBodyThatIsNoTextComesInBase64() throws IOException {
    JsonNode event =
        event(send(open(), "POST", "/", "Content-Type: application/octet-stream\r\n", "hi"));

    assertThat(event.path("body").asText()).isEqualTo("aGk=");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void whatAFunctionAnswersInFullIsSentAsItSays() throws IOException {
    assertThat(send(open(), "GET", "/whole", "", ""))
        .startsWith("HTTP/1.1 201 ")
        .containsIgnoringCase("x-own: a\r\n")
        .containsIgnoringCase("set-cookie: c=1\r\n")
        .containsIgnoringCase("set-cookie: d=2\r\n")
        .endsWith("\r\n\r\nhi");
  }

  @Test
  void aFunctionThatFailsOrAnswersNonsenseIsABadGateway() throws IOException {
    URI url = open();

    assertThat(send(url, "GET", "/broken", "", ""))
        .startsWith("HTTP/1.1 502 ")
        .endsWith("Internal Server Error");
    assertThat(send(url, "GET", "/odd", "", "")).startsWith("HTTP/1.1 502 ");
  }

  @Test
  void withoutEverybodysPermissionNobodyComesIn() throws IOException {
    URI url = url(FunctionUrlAuthType.NONE);

    assertThat(send(url, "GET", "/", "", ""))
        .startsWith("HTTP/1.1 403 ")
        .endsWith("{\"Message\":\"Forbidden\"}");
  }

  @Test
  void anAddressThatAsksForASignatureTakesNothingElse() throws IOException {
    assertThat(send(url(FunctionUrlAuthType.AWS_IAM), "GET", "/", "", ""))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void anAddressThatIsNobodysIsForbidden() throws IOException {
    URI url = open();
    var other = URI.create(url.toString().replaceFirst("//....", "//zzzz"));

    assertThat(send(other, "GET", "/", "", "")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void moreThanSixMegabytesAreNotTaken() throws IOException {
    assertThat(send(open(), "POST", "/", "", "a".repeat(6 * 1024 * 1024 + 1)))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void anAddressIsMadeOnceChangedAndDeleted() {
    URI url = url(FunctionUrlAuthType.NONE);

    assertThatThrownBy(() -> url(FunctionUrlAuthType.NONE))
        .isInstanceOf(ResourceConflictException.class);
    assertThat(
            lambda
                .updateFunctionUrlConfig(
                    r -> r.functionName(name).authType(FunctionUrlAuthType.AWS_IAM))
                .functionUrl())
        .isEqualTo(url.toString());
    assertThat(lambda.listFunctionUrlConfigs(r -> r.functionName(name)).functionUrlConfigs())
        .singleElement()
        .satisfies(it -> assertThat(it.authType()).isEqualTo(FunctionUrlAuthType.AWS_IAM));
    lambda.deleteFunctionUrlConfig(r -> r.functionName(name));
    assertThatThrownBy(() -> lambda.getFunctionUrlConfig(r -> r.functionName(name)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void whatIsNotHereIsNotPretended() {
    assertThatThrownBy(() ->
            lambda.createFunctionUrlConfig(r ->
                r.functionName(name)
                    .authType(FunctionUrlAuthType.NONE)
                    .cors(cors -> cors.allowOrigins("*"))))
        .isInstanceOfSatisfying(
            LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(501));
  }
}
