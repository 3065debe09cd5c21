package dev.signalbox.local.logs;

import static dev.signalbox.local.logs.LogDesk.event;
import static dev.signalbox.local.logs.LogDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.store.MvStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

class LogEventsTest {
  private final LogDesk desk = new LogDesk();

  @BeforeEach
  void aStream() {
    desk.stream("s");
  }

  private static AwsError refusal(Runnable call) {
    AwsError refusal = catchThrowableOfType(AwsError.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  @Test
  void aMessageComesBackAsItWasSent() {
    String message = "  two\nlines, \u0000 and 🚦 \"quoted\" \\ ";
    desk.lines("s", message);
    var event = desk.get(_ -> {}).events().getFirst();
    assertThat(event.message()).isEqualTo(message);
    assertThat(event.timestamp()).isEqualTo(desk.clock.millis());
    assertThat(event.ingestionTime()).isEqualTo(desk.clock.millis());
  }

  @Test
  void withoutATokenTheNewestAreAnsweredUnlessAskedFromTheHead() {
    desk.lines("s", "1", "2", "3", "4", "5");
    assertThat(texts(desk.get(it -> it.limit(2)))).containsExactly("4", "5");
    assertThat(texts(desk.get(it -> it.limit(2).startFromHead(true)))).containsExactly("1", "2");
  }

  @Test
  void tokensLeadForwardsAndBackwardsWithoutGapsAndComeBackTheSameAtTheEnds() {
    desk.lines("s", "1", "2", "3", "4", "5");
    var middle = desk.get(it -> it.limit(2).startFromHead(true));
    var next = desk.get(it -> it.limit(2).nextToken(middle.nextForwardToken()));
    assertThat(texts(next)).containsExactly("3", "4");
    assertThat(texts(desk.get(it -> it.limit(9).nextToken(next.nextBackwardToken()))))
        .containsExactly("1", "2");
    var last = desk.get(it -> it.nextToken(next.nextForwardToken()));
    assertThat(texts(last)).containsExactly("5");
    var end = desk.get(it -> it.nextToken(last.nextForwardToken()));
    assertThat(end.events()).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(last.nextForwardToken());
  }

  @Test
  void aTokenAtTheEndLeadsToWhatIsWrittenLater() {
    desk.lines("s", "1");
    String token = desk.get(it -> it.startFromHead(true)).nextForwardToken();
    desk.lines("s", "2");
    assertThat(texts(desk.get(it -> it.nextToken(token)))).containsExactly("2");
  }

  @Test
  void timesBoundWhatIsAnsweredTheFirstInclusivelyTheLastExclusively() {
    long now = desk.clock.millis();
    desk.put("s", event(now - 3, "a"), event(now - 2, "b"), event(now - 1, "c"));
    assertThat(texts(desk.get(it -> it.startTime(now - 2).endTime(now - 1)))).containsExactly("b");
  }

  @Test
  void eventsAreShownInTheOrderOfTheirTimesNotOfTheirArrival() {
    long now = desk.clock.millis();
    desk.put("s", event(now, "late"));
    desk.put("s", event(now - 5, "early"));
    assertThat(texts(desk.get(_ -> {}))).containsExactly("early", "late");
    assertThat(texts(desk.filter(_ -> {}))).containsExactly("early", "late");
  }

  @Test
  void aBatchOutOfOrderIsRefused() {
    long now = desk.clock.millis();
    AwsError refusal = refusal(() -> desk.put("s", event(now, "b"), event(now - 1, "a")));
    assertThat(refusal.code()).isEqualTo("InvalidParameterException");
    assertThat(refusal).hasMessageContaining("chronological order");
  }

  @Test
  void eventsTooOldOrTooNewAreRejectedByTheirPlaceInTheBatch() {
    long now = desk.clock.millis();
    long day = Duration.ofDays(1).toMillis();
    InputLogEvent[] batch = {
      event(now - 15 * day, "old"), event(now, "good"), event(now + day, "new")
    };
    var rejected = desk.put("s", batch).rejectedLogEventsInfo();
    assertThat(rejected.tooOldLogEventEndIndex()).isEqualTo(1);
    assertThat(rejected.tooNewLogEventStartIndex()).isEqualTo(2);
    assertThat(texts(desk.get(_ -> {}))).containsExactly("good");
  }

  @Test
  void aBatchOfMoreThanAMegabyteIsRefused() {
    long now = desk.clock.millis();
    InputLogEvent[] batch =
        java.util.stream.IntStream.range(0, 5)
            .mapToObj(_ -> event(now, "x".repeat(250_000)))
            .toArray(InputLogEvent[]::new);
    assertThat(refusal(() -> desk.put("s", batch))).hasMessageContaining("Upload too large");
  }

  @Test
  void retentionHidesWhatIsOlder() {
    desk.lines("s", "old");
    desk.calls.call(
        "PutRetentionPolicy",
        PutRetentionPolicyRequest.builder().logGroupName("g").retentionInDays(1).build(),
        PutRetentionPolicyResponse.class);
    desk.clock.advance(Duration.ofDays(2));
    desk.lines("s", "new");
    assertThat(texts(desk.get(_ -> {}))).containsExactly("new");
    assertThat(texts(desk.filter(_ -> {}))).containsExactly("new");
  }

  @Test
  void aSearchGoesThroughAllStreamsByTimeOnePageAfterTheOther() {
    desk.stream("t");
    long now = desk.clock.millis();
    desk.put("s", event(now - 4, "1"), event(now - 2, "3"), event(now, "5"));
    desk.put("t", event(now - 3, "2"), event(now - 2, "4"));
    List<String> found = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      String from = token.orElse(null);
      var page = desk.filter(it -> it.limit(1).nextToken(from));
      found.addAll(texts(page));
      token = Optional.ofNullable(page.nextToken());
    } while (token.isPresent());
    assertThat(found).containsExactly("1", "2", "3", "4", "5");
    assertThat(texts(desk.filter(it -> it.logStreamNames("t")))).containsExactly("2", "4");
  }

  @Test
  void whatALineHoldsBeyond256KilobytesIsCutBetweenCharacters() {
    desk.logs.append(LogDesk.PLACE, "lines", "one", "é".repeat(200_000));
    String message = desk.filter(it -> it.logGroupName("lines")).events().getFirst().message();
    assertThat(message.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .isBetween(262_000, 262_144);
    assertThat(message).matches("é+");
  }

  @Test
  void anUnknownStreamOrTokenIsRefused() {
    assertThat(refusal(() -> desk.get(it -> it.logStreamName("x"))))
        .hasMessage("The specified log stream does not exist.");
    assertThat(refusal(() -> desk.get(it -> it.nextToken("f/1/s"))).code())
        .isEqualTo("InvalidParameterException");
    assertThat(refusal(() -> desk.filter(it -> it.nextToken("x"))).code())
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void eventsSurviveARestart(@TempDir Path data) {
    try (var store = MvStore.open(Optional.of(data))) {
      var before = new LogDesk(store);
      before.logs.append(LogDesk.PLACE, "g", "s", "kept");
      before.logs.close();
    }
    try (var store = MvStore.open(Optional.of(data))) {
      var after = new LogDesk(store);
      after.logs.append(LogDesk.PLACE, "g", "s", "added");
      assertThat(texts(after.get(_ -> {}))).containsExactly("kept", "added");
      after.logs.close();
    }
  }
}
