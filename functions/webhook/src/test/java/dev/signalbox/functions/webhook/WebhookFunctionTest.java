package dev.signalbox.functions.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.hook.HookBodies;
import dev.signalbox.aws.hook.HookGate;
import dev.signalbox.core.hook.DeliveriesInMemory;
import dev.signalbox.core.hook.Receiver;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.functions.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final Region REGION = new Region("eu-west-1");

  private final List<Push> told = new ArrayList<>();
  private final WebhookFunction function =
      new WebhookFunction(
          new HookGate(
              new Receiver(
                  new Receiver.Place(ACCOUNT, REGION),
                  (_, _) -> List.of("an example, not a secret"),
                  new DeliveriesInMemory(),
                  new HookBodies(),
                  WebhookFunctionTest::definition,
                  told::addAll,
                  _ -> {},
                  InstantSource.fixed(NOW))),
          InstantSource.fixed(NOW));

  private static Definition definition() {
    return new Definition(
        "v1",
        new Routes(
            List.of(),
            List.of(
                watched(Provider.GITHUB, "acme/shop"),
                watched(Provider.GITLAB, "acme/web/shop"),
                watched(Provider.BITBUCKET, "acme/shop")),
            List.of()));
  }

  private static WatchedRepository watched(Provider provider, String name) {
    return new WatchedRepository(
        new Repository(provider, ACCOUNT, REGION, name),
        "main",
        List.of(),
        new Reach.Role("r", Optional.empty()),
        Optional.of(new Hosting("acme", Optional.empty(), Hosting.Unknown.RUN)));
  }

  private String answer(String sample) throws IOException {
    byte[] event = Files.readAllBytes(Path.of("../../events/webhook/" + sample + ".json"));
    var output = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event), output, new Invocation("webhook", Duration.ofSeconds(10)));
    return output.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "github-push, github:acme/shop, 1",
    "gitlab-push, gitlab:acme/web/shop, 1",
    "bitbucket-push, bitbucket:acme/shop, 3"
  })
  void aPushIsToldToTheRouter(String sample, String repository, int pushes) throws IOException {
    assertThat(answer(sample)).startsWith("{\"statusCode\":200,");
    assertThat(told).hasSize(pushes);
    assertThat(told.getFirst().repository().arn()).isEqualTo(repository);
    assertThat(told.getFirst().ref()).isEqualTo(Ref.branch("main"));
    assertThat(told.getFirst().after()).hasValue(new CommitId("2".repeat(40)));
  }

  @Test
  void aForgedPushIsNot() throws IOException {
    assertThat(answer("forged-signature")).startsWith("{\"statusCode\":401,");
    assertThat(told).isEmpty();
  }

  @Test
  void whatMovesNothingIsAnsweredAllTheSame() throws IOException {
    assertThat(answer("github-ping")).startsWith("{\"statusCode\":200,");
    assertThat(answer("github-issue-opened")).startsWith("{\"statusCode\":200,");
    assertThat(told).isEmpty();
  }

  @Test
  void everySettingThatIsMissingIsNamedAtOnce() {
    assertThatThrownBy(() -> WebhookSettings.from(Map.of("ACCOUNT_ID", "111111111111")))
        .hasMessage(
            "Cannot start: AWS_REGION is not set; LEDGER_TABLE is not set; HOOK_SECRETS is not"
                + " set");
  }
}
