package dev.signalbox.functions.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.turn.Turns;
import dev.signalbox.functions.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RouterFunctionTest {
  private static final Path EVENTS = Path.of("../../events/router");

  private static final List<String> DUTIES = List.of("reconcile.json", "drain.json", "sweep.json");

  private final Shop shop = new Shop();
  private final RouterFunction function =
      new RouterFunction(shop.desk(InstantSource.system()), InstantSource.system());

  private String answer(byte[] event) throws IOException {
    var output = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event), output, new Invocation("router", Duration.ofMinutes(1)));
    return output.toString(UTF_8);
  }

  private String answer(String file) throws IOException {
    return answer(Files.readAllBytes(EVENTS.resolve(file)));
  }

  static List<String> sampleEvents() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !DUTIES.contains(name))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sampleEvents")
  void everySampleEventIsAnswered(String file) throws IOException {
    assertThat(answer(file)).contains("\"event\":{\"id\":").contains("\"decisions\":[");
  }

  @Test
  void aPushStartsThePipelinesOfItsRoutesAndAnswersWithEachRoutesDecision() throws IOException {
    assertThat(answer("branch-updated.json"))
        .contains("\"route\":\"api\"", "\"route\":\"web\"", "\"route\":\"pricing\"")
        .contains("\"execution\":\"execution-1\"");
    assertThat(shop.started).containsExactly("shop-api", "shop-web", "shop-pricing");
  }

  @Test
  void theSameEventAgainStartsNothingAndIsAnsweredTheSame() throws IOException {
    String first = answer("branch-updated.json");

    assertThat(answer("branch-updated.json")).isEqualTo(first);
    assertThat(shop.started).hasSize(3);
  }

  @ParameterizedTest(name = "{0} starts nothing and says {1}")
  @CsvSource({
    "branch-deleted.json, SKIPPED",
    "branch-with-a-hostile-name.json, SKIPPED",
    "forged-source.json, REJECTED",
    "another-accounts-repository.json, REJECTED",
    "pull-request-approved.json, irrelevant",
    "comment-on-commit-created.json, irrelevant",
  })
  void whatIsNoPushOfAWatchedBranchStartsNothing(String file, String outcome) throws IOException {
    assertThat(answer(file)).contains(outcome);
    assertThat(shop.started).isEmpty();
  }

  @Test
  void oneRouteThatCannotBeServedLeavesTheOthersAloneAndTheEventIsKept() throws IOException {
    shop.missing.add("shop-api");

    assertThatThrownBy(() -> answer("branch-updated.json"))
        .isInstanceOf(Unfinished.class)
        .hasMessage("Route 'api': there is no pipeline 111111111111/eu-west-1/shop-api");
    assertThat(shop.started).containsExactly("shop-web", "shop-pricing");

    shop.missing.clear();
    answer("branch-updated.json");
    assertThat(shop.started).containsExactly("shop-web", "shop-pricing", "shop-api");
  }

  @Test
  void whatIsNotJsonIsAnErrorThatDoesNotQuoteIt() {
    assertThatThrownBy(() -> answer("{\"secret\": nonsense}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theScheduleFindsWhatNoEventToldAndAnswersWithWhatBecameOfIt() throws IOException {
    shop.branches.put("main", new CommitId("2".repeat(40)));
    assertThat(answer("reconcile.json")).isEqualTo("[]");

    shop.branches.put("main", new CommitId("3".repeat(40)));
    assertThat(answer("reconcile.json")).contains("\"via\":\"reconcile\"", "\"STARTED\"");
    assertThat(answer("reconcile.json")).isEqualTo("[]");
    assertThat(shop.started).containsExactly("shop-api", "shop-web", "shop-pricing");
  }

  @Test
  void aLostPushThatCannotBeServedIsFoundAgain() throws IOException {
    shop.branches.put("main", new CommitId("2".repeat(40)));
    answer("reconcile.json");
    shop.branches.put("main", new CommitId("3".repeat(40)));
    shop.missing.add("shop-api");
    assertThat(answer("reconcile.json")).contains("\"FAILED\"");

    shop.missing.clear();
    assertThat(answer("reconcile.json")).doesNotContain("FAILED");
    assertThat(answer("reconcile.json")).isEqualTo("[]");
    assertThat(shop.started).containsExactly("shop-web", "shop-pricing", "shop-api");
  }

  @Test
  void theSweepDeletesWhatNobodyUsesAndSaysSo() throws IOException {
    assertThat(answer("sweep.json")).isEqualTo("{\"swept\":[]}");

    shop.preview.isForgotten();
    assertThat(answer("sweep.json"))
        .contains("\"pipeline\":\"111111111111/eu-west-1/shop-login\"", "\"outcome\":\"deleted\"");
    assertThat(shop.preview.there).isFalse();
    assertThat(answer("sweep.json")).isEqualTo("{\"swept\":[]}");
  }

  @Test
  void aSweepThatCannotDeleteFailsSoThatItIsSeen() throws IOException {
    shop.preview.isForgotten();
    shop.preview.stuck = true;
    assertThatThrownBy(() -> answer("sweep.json"))
        .isInstanceOf(Unfinished.class)
        .hasMessage("Pipeline 111111111111/eu-west-1/shop-login: throttled");

    shop.preview.stuck = false;
    assertThat(answer("sweep.json")).contains("\"outcome\":\"deleted\"");
  }

  @Test
  void aPushOfAFloodedRepositoryWaitsAndIsRoutedByTheSchedule() throws IOException {
    var repository = new Repository(new AccountId("111111111111"), new Region("eu-west-1"), "shop");
    Instant now = Instant.now();
    List<Turns.Turn> taken =
        IntStream.range(0, Turns.MOST)
            .mapToObj(_ -> shop.turns.take(repository, now, now.plusSeconds(60)).orElseThrow())
            .toList();

    assertThat(answer("branch-updated.json")).isEqualTo("{\"waits\":true}");
    assertThat(answer("drain.json")).isEqualTo("[]");
    assertThat(shop.started).isEmpty();

    taken.forEach(shop.turns::give);
    assertThat(answer("drain.json")).contains("\"execution\":\"execution-1\"");
    assertThat(answer("drain.json")).isEqualTo("[]");
    assertThat(shop.started).containsExactly("shop-api", "shop-web", "shop-pricing");
  }
}
