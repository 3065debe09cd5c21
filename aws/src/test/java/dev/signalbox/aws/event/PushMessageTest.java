package dev.signalbox.aws.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushMessageTest {
  private static final AccountId SENDER = new AccountId("111111111111");
  private static final Instant PUSHED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Optional<CommitId> OLD = Optional.of(new CommitId("1".repeat(40)));
  private static final Optional<CommitId> NEW = Optional.of(new CommitId("2".repeat(40)));

  private static Push push(Ref ref, Optional<CommitId> before, Optional<CommitId> after) {
    var repository = new Repository(SENDER, new Region("eu-west-1"), "shop");
    return new Push("first-event", repository, ref, before, after, PUSHED);
  }

  private static final Push PUSH = push(Ref.branch("main"), OLD, NEW);

  private static String delivered(String detail) {
    return """
    {"version":"0","id":"second-event","source":"signalbox","detail-type":"Signalbox Push",\
    "account":"111111111111","region":"eu-west-1","time":"2026-11-20T12:00:07Z",\
    "resources":[],"detail":%s}\
    """
        .formatted(detail);
  }

  private static Event read(String json) {
    return new EventReader(InstantSource.fixed(Instant.EPOCH)).read(json.getBytes(UTF_8));
  }

  private static String forwarded(Push push) {
    return delivered(PushMessage.forwarding(push, Optional.empty()).detail());
  }

  @Test
  void aForwardedPushIsTheSamePushOneHopOn() {
    assertThat(read(forwarded(PUSH)))
        .isEqualTo(new Event.Relayed(PUSH, new Relay(SENDER, "codecommit", 1)));
  }

  @Test
  void aPushThatAWebhookToldIsForwardedAsThat() {
    var told = Optional.of(new Relay(SENDER, "webhook", 0));

    assertThat(read(delivered(PushMessage.forwarding(PUSH, told).detail())))
        .isEqualTo(new Event.Relayed(PUSH, new Relay(SENDER, "webhook", 1)));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverKeepsTheRepositoryItArrivesAsThatOnes(Provider provider) {
    var repository = new Repository(provider, SENDER, new Region("eu-west-1"), "acme/shop");
    var push = new Push("first-event", repository, Ref.branch("main"), OLD, NEW, PUSHED);

    assertThat(read(delivered(PushMessage.of(push).detail())))
        .isEqualTo(new Event.Relayed(push, new Relay(SENDER, "webhook", 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x;curl${IFS}e|sh",
        "a\"b\\c",
        "new\nline\r\u2028",
        "ü🚀",
        "refs/heads/main",
        "\u0000",
        "</script>",
        "-x"
      })
  void anyNameOfABranchOrTagArrivesAsItWas(String name) {
    Push branch = push(Ref.branch(name), OLD, NEW);
    Push tag = push(Ref.tag(name), OLD, NEW);

    assertThat(read(forwarded(branch)).cause()).contains(branch);
    assertThat(read(forwarded(tag)).cause()).contains(tag);
  }

  @Test
  void newAndDeletedReferencesArriveAsThose() {
    Push created = push(Ref.tag("v1"), Optional.empty(), NEW);
    Push deleted = push(Ref.branch("old"), OLD, Optional.empty());

    assertThat(read(forwarded(created)).cause()).contains(created);
    assertThat(read(forwarded(deleted)).cause()).contains(deleted);
  }

  @Test
  void whoSentItIsWhatEventBridgeSaysNotWhatTheMessageSays() {
    assertThat(read(forwarded(PUSH).replaceFirst("111111111111", "222222222222")))
        .isEqualTo(
            new Event.Relayed(PUSH, new Relay(new AccountId("222222222222"), "codecommit", 1)));
  }

  @Test
  void whatANewerSignalboxAddsIsLeftAlone() {
    assertThat(
            read(forwarded(PUSH).replace("\"hops\"", "\"files\":[{\"a\":[1]}],\"b\":{},\"hops\"")))
        .isEqualTo(read(forwarded(PUSH)));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"format\":1 ; \"format\":2 ; deploy the newer one",
        "\"format\":1 ; \"format\":\"x\" ; deploy the newer one",
        "\"format\":1, ; `` ; has no 'format'",
        "\"event\":\"first-event\" ; \"event\":\"\" ; has no 'event'",
        "\"hops\":1 ; \"hops\":2 ; a push is forwarded once",
        "\"hops\":1 ; \"hops\":-1 ; 'hops' is nonsense",
        "\"hops\":1 ; \"hops\":1e9 ; 'hops' is nonsense",
        "\"hops\":1, ; `` ; has no 'hops'",
        "\"via\":\"codecommit\" ; \"via\":\"a b\\n\" ; 'via' is nonsense",
        "\"provider\":\"codecommit\" ; \"provider\":\"cvs\" ; of nobody we know",
        "\"account\":\"111111111111\",\"region\":\"eu-west-1\",\"name\" ; \"name\" ; has no",
        "\"name\":\"shop\" ; \"name\":[\"shop\"] ; has no 'repository/name'",
        "refs/heads/main ; main ; neither a branch nor a tag",
        "refs/heads/main ; refs/notes/main ; neither a branch nor a tag",
        "updated ; deleted ; says otherwise",
        "updated ; created ; says otherwise",
        "1111111111111111111111111111111111111111 ; HEAD ; A commit id has",
        "\"resources\":[] ; \"resources\":[\"arn:aws:codecommit:eu-west-1:999999999999:shop\"] ;"
            + " names arn:aws:codecommit:eu-west-1:999999999999:shop",
        "\"source\":\"signalbox\" ; \"source\":\"signalboxx\" ; comes from signalboxx",
      })
  void nonsenseIsSuspectNeverAGuess(String right, String wrong, String words) {
    String json = forwarded(PUSH).replace(right, wrong == null ? "" : wrong);

    assertThat(json).isNotEqualTo(forwarded(PUSH));
    assertThat(read(json))
        .isInstanceOfSatisfying(
            Event.Suspect.class, suspect -> assertThat(suspect.reason()).contains(words));
  }
}
