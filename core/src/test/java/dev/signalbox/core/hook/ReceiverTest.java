package dev.signalbox.core.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario 47: who may tell of pushes, and what is done then. */
class ReceiverTest {
  private static final Repository REPOSITORY =
      new Repository(Provider.GITLAB, Shop.TOOLS.id(), Shop.TOOLS.region(), "acme/shop");
  private static final Told.Move MOVE =
      new Told.Move(Ref.branch("main"), Optional.of(Shop.commit(1)), Optional.of(Shop.commit(2)));
  private static final Told MOVES = new Told.Moves("acme/shop", List.of(MOVE));

  private final List<String> touched = new ArrayList<>();
  private final List<Push> told = new ArrayList<>();
  private Instant now = Shop.NOON;
  private Secrets secrets = (hook, _) -> hook.equals("shop") ? List.of("s3cret") : List.of();
  private Told body = MOVES;
  private boolean busDown;

  private final Deliveries deliveries =
      new Deliveries() {
        private final Deliveries memory = new DeliveriesInMemory();

        @Override
        public Turn take(String delivery, Instant at, Instant until) {
          touched.add("deliveries");
          return memory.take(delivery, at, until);
        }

        @Override
        public void done(String delivery, Instant at) {
          memory.done(delivery, at);
        }
      };

  private static Received request(String hook, String token, String id) {
    return new Received(
        hook, Map.of("x-gitlab-token", token, "idempotency-key", id), "{}".getBytes(UTF_8));
  }

  private Reply accept(Received request) {
    return new Receiver(
            new Receiver.Place(Shop.TOOLS.id(), Shop.TOOLS.region()),
            secrets,
            deliveries,
            (_, _) -> {
              touched.add("body");
              return body;
            },
            () -> {
              touched.add("definition");
              return definition();
            },
            pushes -> {
              if (busDown) {
                throw new Unavailable("no bus");
              }
              told.addAll(pushes);
            },
            _ -> {},
            InstantSource.fixed(now))
        .accept(request, now.plusSeconds(10));
  }

  private static Definition definition() {
    var hosting = new Hosting("shop", Optional.empty(), Hosting.Unknown.RUN);
    return new Definition(
        "v1",
        new Routes(
            List.of(Shop.TOOLS),
            List.of(
                new WatchedRepository(
                    REPOSITORY, "main", List.of(), Shop.TOOLS.reach(), Optional.of(hosting))),
            List.of()));
  }

  @Test
  void aProvedPushIsTold() {
    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(200);
    assertThat(told)
        .containsExactly(
            new Push("d-1", REPOSITORY, MOVE.ref(), MOVE.before(), MOVE.after(), Shop.NOON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "s3cre", "s3cret ", "S3CRET"})
  void untilItIsProvedNothingIsReadOrWritten(String token) {
    assertThat(accept(request("shop", token, "d-1")).status()).isEqualTo(401);
    assertThat(accept(new Received("shop", Map.of(), new byte[0])).status()).isEqualTo(401);
    assertThat(touched).isEmpty();
  }

  @Test
  void aHookThatIsNoneSoundsLikeAWrongSecret() {
    assertThat(accept(request("none", "s3cret", "d-1")))
        .isEqualTo(accept(request("shop", "wrong", "d-1")));
  }

  @Test
  void whereSecretsCannotBeReadNobodyIsBelieved() {
    secrets =
        (_, _) -> {
          throw new Unavailable("Secrets Manager is down");
        };

    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(503);
    secrets =
        (_, _) -> {
          throw new Refused("access denied");
        };
    assertThat(accept(request("shop", "", "d-1")).status()).isEqualTo(401);
    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(500);
    assertThat(touched).isEmpty();
  }

  @Test
  void anEmptySecretProvesNothing() {
    secrets = (_, _) -> List.of("");
    var signedWithNothing =
        new Received(
            "shop",
            Map.of(
                "x-hub-signature-256",
                "sha256=" + "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
            new byte[0]);

    assertThat(accept(signedWithNothing).status()).isEqualTo(401);
  }

  @Test
  void whileASecretIsChangedTheOldOneHoldsAsWell() {
    secrets = (_, anew) -> anew ? List.of("new", "s3cret") : List.of("old");

    assertThat(accept(request("shop", "new", "d-1")).status()).isEqualTo(200);
    assertThat(accept(request("shop", "s3cret", "d-2")).status()).isEqualTo(200);
    assertThat(accept(request("shop", "other", "d-3")).status()).isEqualTo(401);
  }

  @Test
  void aReplayedDeliveryHasNoSecondEffect() {
    accept(request("shop", "s3cret", "d-1"));

    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(200);
    assertThat(told).hasSize(1);
  }

  @Test
  void aDeliveryThatWasNotToldIsToldTheNextTime() {
    busDown = true;
    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(503);
    busDown = false;
    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(503);
    assertThat(told).isEmpty();

    now = now.plusSeconds(11);

    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(200);
    assertThat(told).hasSize(1);
  }

  @Test
  void aPingIsAnsweredAndChangesNothing() {
    body = new Told.Ping();

    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(200);
    assertThat(touched).containsExactly("body");
  }

  @Test
  void aSecretDoesNotSpeakForTheRepositoriesOfAnotherWebhook() {
    secrets = (_, _) -> List.of("s3cret");

    assertThat(accept(request("other", "s3cret", "d-1")).status()).isEqualTo(403);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme/shop2", "acme/sho.", ".*", "Acme/Shop", "acme/shop/../shop"})
  void aRepositoryIsKnownByItsVeryName(String name) {
    body = new Told.Moves(name, List.of(MOVE));

    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(200);
    assertThat(told).isEmpty();
  }

  @Test
  void aSecretOfOneProviderProvesNothingForAnother() throws Exception {
    var mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec("s3cret".getBytes(UTF_8), "HmacSHA256"));
    String code = java.util.HexFormat.of().formatHex(mac.doFinal("{}".getBytes(UTF_8)));
    var fromGitHub =
        new Received("shop", Map.of("x-hub-signature-256", "sha256=" + code), "{}".getBytes(UTF_8));

    assertThat(accept(fromGitHub).status()).isEqualTo(200);
    assertThat(told).as("github:acme/shop is another repository").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ü", "a\nb"})
  void anIdThatIsUnfitIsNotTakenOver(String id) {
    accept(request("shop", "s3cret", id));

    assertThat(told.getFirst().delivery()).matches("[0-9a-f]{64}");
  }

  @Test
  void aBodyThatMovesNothingFromNowhereToNowhereIsRefused() {
    body =
        new Told.Moves(
            "acme/shop",
            List.of(new Told.Move(Ref.branch("main"), Optional.empty(), Optional.empty())));

    assertThat(accept(request("shop", "s3cret", "d-1")).status()).isEqualTo(400);
  }
}
