package dev.signalbox.local.codecommit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.codecommit.git.GitCommand.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCredentialsTest {
  private static final String HELPER =
      "!f() { test \"$1\" = get && aws codecommit credential-helper --ignore-host-check get; }; f";

  private static final String TOKEN = "tok/en+with=signs";

  @TempDir Path temporary;
  private GitServer server;

  @BeforeEach
  void repositoriesOfTwoAccountsAndRegions() {
    server = new GitServer();
    server.create("shop");
    server.hosting().create(new Place("111111111111", "us-east-1"), "west", "", "");
    server.hosting().create(new Place("222222222222", "ap-southeast-2"), "theirs", "", "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int asked(String repository, String user, String password) throws IOException {
    return asked("127.0.0.1", repository, user, password);
  }

  /** By hand, because not every machine resolves the names below localhost. */
  private int asked(String host, String repository, String user, String password)
      throws IOException {
    String basic =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    String request =
        "GET /v1/repos/"
            + repository
            + "/info/refs?service=git-upload-pack HTTP/1.1\r\n"
            + "Host: "
            + host
            + ":"
            + server.port()
            + "\r\n"
            + "Authorization: Basic "
            + basic
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  private static String signed(String region, String host, String path, Instant at) {
    String timestamp =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC).format(at);
    return timestamp + "Z" + new GitSignature(GitServer.SECRET, timestamp, region).of(host, path);
  }

  @Test
  void theSignatureIsTheOneThatAWSsHelperMakes() {
    // From: aws codecommit credential-helper get, with these keys at this instant.
    assertThat(
            new GitSignature(
                    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20261121T101112", "eu-west-1")
                .of("127.0.0.1", "/v1/repos/shop"))
        .isEqualTo("a2eab0426918dea53735ccbbac406765d8ddc9519b59395def7ecbdfa4b62efd");
  }

  @Test
  void withoutCredentialsGitIsAskedForThem() throws Exception {
    URI uri = URI.create(server.bareUrl("shop") + "/info/refs?service=git-upload-pack");
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(value -> assertThat(value).startsWith("Basic "));
    }
  }

  @Test
  void anAccessKeyIdAndItsSecretAreUserAndPasswordInTheDefaultRegion() throws Exception {
    assertThat(asked("shop", GitServer.KEY, GitServer.SECRET)).isEqualTo(200);
    assertThat(asked("west", GitServer.KEY, GitServer.SECRET)).isEqualTo(404);
    assertThat(asked("shop", GitServer.KEY, "wrong")).isEqualTo(401);
    assertThat(asked("shop", "nobody", GitServer.SECRET)).isEqualTo(401);
  }

  @Test
  void theHostMayNameTheRegion() throws Exception {
    String host = "git-codecommit.us-east-1.localhost";
    assertThat(asked(host, "west", GitServer.KEY, GitServer.SECRET)).isEqualTo(200);
    assertThat(asked(host, "shop", GitServer.KEY, GitServer.SECRET)).isEqualTo(404);
  }

  @Test
  void aSignatureProvesTheRegion() throws Exception {
    Instant now = Instant.now();
    String west = signed("us-east-1", "127.0.0.1", "/v1/repos/west", now);
    assertThat(asked("west", GitServer.KEY, west)).isEqualTo(200);
    String shop = signed("us-east-1", "127.0.0.1", "/v1/repos/shop", now);
    assertThat(asked("shop", GitServer.KEY, shop)).isEqualTo(404);
  }

  @Test
  void aSignatureForAnotherRepositoryOrHostOrAnOldOneIsForbidden() throws Exception {
    Instant now = Instant.now();
    String path = "/v1/repos/shop";
    String other = signed("eu-west-1", "127.0.0.1", "/v1/repos/other", now);
    assertThat(asked("shop", GitServer.KEY, other)).isEqualTo(403);
    String host = signed("eu-west-1", "elsewhere", path, now);
    assertThat(asked("shop", GitServer.KEY, host)).isEqualTo(403);
    String old = signed("eu-west-1", "127.0.0.1", path, now.minus(Duration.ofMinutes(16)));
    assertThat(asked("shop", GitServer.KEY, old)).isEqualTo(403);
    String nonsense = "99999999T999999Z" + "0".repeat(64);
    assertThat(asked("shop", GitServer.KEY, nonsense)).isEqualTo(403);
  }

  @Test
  void aTemporaryKeyNeedsItsToken() throws Exception {
    String password = signed("ap-southeast-2", "127.0.0.1", "/v1/repos/theirs", Instant.now());
    assertThat(asked("theirs", "ASIATEMPORARY%tok/en+with=signs", password)).isEqualTo(200);
    assertThat(asked("theirs", "ASIATEMPORARY", password)).isEqualTo(403);
    assertThat(asked("theirs", "ASIATEMPORARY%other", password)).isEqualTo(403);
  }

  @Test
  void gitPushesWithAWSsOwnCredentialHelper() {
    boolean present = isOnPath("aws");
    if (!present) {
      System.err.println("SKIPPED: the AWS CLI is not on the PATH, its credential helper untested");
    }
    assumeTrue(present, "the AWS CLI is not on the PATH");
    GitCommand git = GitCommand.init(temporary.resolve("work"));
    git.write("a.txt", "a").commit("first");

    List.of(
            push(git, GitServer.KEY, GitServer.SECRET, "", "shop", "eu-west-1"),
            push(git, GitServer.KEY, GitServer.SECRET, "", "west", "us-east-1"),
            push(git, "ASIATEMPORARY", GitServer.SECRET, TOKEN, "theirs", "ap-southeast-2"))
        .forEach(push -> assertThat(push.exitCode()).as(push.output()).isZero());
    Outcome refused = push(git, GitServer.KEY, "wrong", "", "shop", "eu-west-1");
    assertThat(refused.output()).contains("403");
  }

  private Outcome push(
      GitCommand git, String key, String secret, String token, String name, String region) {
    Map<String, String> environment =
        token.isEmpty()
            ? Map.of(
                "AWS_ACCESS_KEY_ID",
                key,
                "AWS_SECRET_ACCESS_KEY",
                secret,
                "AWS_DEFAULT_REGION",
                region)
            : Map.of(
                "AWS_ACCESS_KEY_ID",
                key,
                "AWS_SECRET_ACCESS_KEY",
                secret,
                "AWS_DEFAULT_REGION",
                region,
                "AWS_SESSION_TOKEN",
                token);
    return git.outcome(
        environment,
        "-c",
        "credential.helper=" + HELPER,
        "-c",
        "credential.UseHttpPath=true",
        "push",
        server.bareUrl(name),
        "HEAD:main");
  }

  private static boolean isOnPath(String command) {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
