package dev.signalbox.aws.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.hook.Proof;
import dev.signalbox.core.hook.Received;
import dev.signalbox.core.hook.Told;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Ref;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios 23 and 47: what providers send is the same push. */
class HookBodiesTest {
  private static final Optional<CommitId> OLD = Optional.of(new CommitId("1".repeat(40)));
  private static final Optional<CommitId> NEW = Optional.of(new CommitId("2".repeat(40)));

  private static Received sample(String name) throws IOException {
    HookRequest request =
        HookRequest.read(Files.readAllBytes(Path.of("../events/webhook/" + name + ".json")));
    return new Received(HookGate.hook(request), request.headers(), request.body().orElseThrow());
  }

  private static Told read(String name) throws IOException {
    Received request = sample(name);
    return new HookBodies().read(Proof.of(request).orElseThrow().provider(), request);
  }

  private static Told moves(String repository, Told.Move... moves) {
    return new Told.Moves(repository, List.of(moves));
  }

  @ParameterizedTest
  @CsvSource({"github-push, acme/shop", "gitlab-push, acme/web/shop"})
  void aPushMovesABranch(String name, String repository) throws IOException {
    assertThat(read(name))
        .isEqualTo(moves(repository, new Told.Move(Ref.branch("main"), OLD, NEW)));
  }

  @Test
  void zerosAreNoCommit() throws IOException {
    assertThat(read("github-branch-created"))
        .isEqualTo(
            moves(
                "acme/shop",
                new Told.Move(Ref.branch("feature/ünï;$(id)"), Optional.empty(), NEW)));
    assertThat(read("github-branch-deleted"))
        .isEqualTo(
            moves("acme/shop", new Told.Move(Ref.branch("feature/old"), OLD, Optional.empty())));
    assertThat(read("gitlab-branch-deleted"))
        .isEqualTo(moves("acme/web/shop", new Told.Move(Ref.branch("old"), OLD, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    "github-annotated-tag-created, acme/shop",
    "gitlab-annotated-tag-created, acme/web/shop"
  })
  void anAnnotatedTagIsTheCommitUnderIt(String name, String repository) throws IOException {
    assertThat(read(name))
        .isEqualTo(moves(repository, new Told.Move(Ref.tag("v1.0.0"), Optional.empty(), NEW)));
  }

  @Test
  void bitbucketTellsOfManyRefsAtOnce() throws IOException {
    assertThat(read("bitbucket-push"))
        .isEqualTo(
            moves(
                "acme/shop",
                new Told.Move(Ref.branch("main"), OLD, NEW),
                new Told.Move(Ref.tag("v1.0.0"), Optional.empty(), NEW),
                new Told.Move(Ref.branch("old"), OLD, Optional.empty())));
  }

  @Test
  void whatMovesNothingIsSomethingElse() throws IOException {
    assertThat(read("github-ping")).isEqualTo(new Told.Ping());
    assertThat(read("github-issue-opened")).isEqualTo(new Told.Other("issues"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github-push",
        "github-branch-created",
        "github-annotated-tag-created",
        "gitlab-push",
        "bitbucket-push"
      })
  void theSamplesAreSigned(String name) throws IOException {
    Received request = sample(name);

    assertThat(
            Proof.of(request)
                .orElseThrow()
                .holds(request.body(), "an example, not a secret", Instant.EPOCH))
        .isTrue();
  }

  @Test
  void gitHubMaySendAForm() throws IOException {
    Received plain = sample("github-push");
    String form = "payload=" + URLEncoder.encode(new String(plain.body(), UTF_8), UTF_8);
    var request =
        new Received(
            "acme",
            Map.of("x-github-event", "push", "content-type", "application/x-www-form-urlencoded"),
            form.getBytes(UTF_8));

    assertThat(new HookBodies().read(Provider.GITHUB, request)).isEqualTo(read("github-push"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "\"push\"",
        "{\"push\":null,\"repository\":null}",
        "{\"push\":{\"changes\":null},\"repository\":{\"full_name\":\"a/b\"}}",
        "{\"push\":{\"changes\":{}},\"repository\":{\"full_name\":\"a/b\"}}",
        "{\"push\":{\"changes\":[null]},\"repository\":{\"full_name\":\"a/b\"}}",
        "{\"push\":{\"changes\":[{\"new\":null,\"old\":null}]},\"repository\":{\"full_name\":\"a/b\"}}",
        "{\"push\":{\"changes\":[{\"new\":{\"type\":\"branch\",\"name\":\"m\",\"target\":{\"hash\":\"zz\"}}}]},"
            + "\"repository\":{\"full_name\":\"a/b\"}}",
        "{\"repository\":{\"full_name\":{}},\"project\":{\"path_with_namespace\":[]},\"ref\":\"refs/heads/m\","
            + "\"before\":\"\",\"after\":\"\"}",
        "{\"repository\":{\"full_name\":\"a/b\"},\"project\":{\"path_with_namespace\":\"a/b\"},"
            + "\"ref\":\"main\",\"before\":\"0\",\"after\":\"1\"}",
        "{\"ref\":\"refs/heads/m\",\"ref\":\"refs/heads/n\"}",
        "{\"a\":1e9999}{}",
        "\ud800",
        "{\"ref\":"
      })
  void whatNobodyUnderstandsIsRefusedInOneWay(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    var request =
        new Received(
            "acme",
            Map.of(
                "x-github-event",
                "push",
                "x-gitlab-event",
                "Push Hook",
                "x-event-key",
                "repo:push"),
            bytes);
    for (Provider provider : List.of(Provider.GITHUB, Provider.GITLAB, Provider.BITBUCKET)) {
      assertThatThrownBy(() -> new HookBodies().read(provider, request))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void depthIsNoWayToStopUs() {
    var request =
        new Received("acme", Map.of("x-github-event", "push"), "[".repeat(100_000).getBytes(UTF_8));

    assertThatThrownBy(() -> new HookBodies().read(Provider.GITHUB, request))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
