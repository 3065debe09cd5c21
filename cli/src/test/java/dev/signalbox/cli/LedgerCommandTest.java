package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.aws.ledger.DynamoDbLedger;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandTest {
  @RegisterExtension static final OnThisMachine AWS = new OnThisMachine();

  private static final String DEFINITION =
      """
      version: 1
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: dev, default-branch: main}
        till: {account: dev, default-branch: main}
      routes:
        - name: web
          on: {repository: shop, branches: [main, "feature/**"]}
          paths: {include: ["web/**", "libs/ui/**"], exclude: ["**/*.md"]}
          start: {pipeline: shop-web, account: dev}
        - name: api
          on: {repository: shop, branches: [main]}
          paths: {include: ["api/**"]}
          start: {pipeline: shop-api, account: dev}
      """;

  @TempDir private Path directory;
  private String table = "";

  @BeforeEach
  void aTable() {
    table = AWS.table();
  }

  private static Event event(String repository, String ref, int commit) {
    return new EventReader(InstantSource.system())
        .read(json(repository, ref, commit).getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String repository, String ref, int commit) {
    boolean tag = ref.startsWith("refs/tags/");
    return new ObjectMapper()
        .createObjectNode()
        .put("id", "e-" + commit)
        .put("detail-type", "CodeCommit Repository State Change")
        .put("source", "aws.codecommit")
        .put("account", "111111111111")
        .put("region", "eu-west-1")
        .put("time", "2026-11-21T10:00:00Z")
        .set(
            "detail",
            new ObjectMapper()
                .createObjectNode()
                .put("event", "referenceUpdated")
                .put("repositoryName", repository)
                .put("referenceType", tag ? "tag" : "branch")
                .put("referenceName", ref.replaceFirst("refs/(heads|tags)/", ""))
                .put("referenceFullName", ref)
                .put("oldCommitId", "%040x".formatted(commit - 1))
                .put("commitId", "%040x".formatted(commit)))
        .toString();
  }

  private Decisions record(String repository, String ref, int commit, String... paths)
      throws Exception {
    return record(Instant.now(), repository, ref, commit, paths);
  }

  private Decisions record(Instant at, String repository, String ref, int commit, String... paths)
      throws Exception {
    Path changes = directory.resolve("changes");
    Files.writeString(
        changes, Stream.of(paths).map(path -> "M\0" + path + "\0").reduce("", String::concat));
    Definition definition =
        DefinitionFile.check("f", DEFINITION.getBytes(StandardCharsets.UTF_8))
            .definition()
            .orElseThrow();
    Decisions made =
        new Decider(definition, _ -> GivenChanges.read(changes))
            .decide(event(repository, ref, commit));
    record(at, made);
    return made;
  }

  private void record(Instant at, Decisions made) {
    new DynamoDbLedger(AWS.dynamo(), table, () -> at).record(made);
  }

  private CommandRun decisions(Object... more) {
    return AWS.run(table, List.of("ledger", "decisions"), more);
  }

  private CommandRun explain(Object... more) {
    return AWS.run(table, List.of("ledger", "explain"), more);
  }

  @Test
  void theNewestDecisionIsFirstAndWhatSkipsIsOnlyCounted() throws Exception {
    Instant now = Instant.now();
    record(now.minusSeconds(20), "shop", "refs/heads/main", 1, "web/a");
    record(now.minusSeconds(10), "till", "refs/heads/main", 2, "x");
    record(now, "shop", "refs/heads/feature/x", 3, "web/a", "api/b");

    CommandRun ended = decisions();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out().lines().findFirst().orElseThrow().split(" {2,}"))
        .containsExactly("TIME", "REPOSITORY@REF", "COMMIT", "ROUTE → OUTCOME", "REASON");
    assertThat(ended.out().lines().skip(1).map(line -> line.split(" +", -1)[2]))
        .startsWith("shop@feature/x", "till@main", "shop@main");
    assertThat(ended.out()).contains("web → STARTED", "(all) → NO_ROUTE", "(and 4 that skip");
  }

  @Test
  void aRepositoryABranchACommitARouteAPipelineAndAnOutcomeAreEachFound() throws Exception {
    record("shop", "refs/heads/main", 1, "web/a");
    record("shop", "refs/heads/main", 2, "api/a");
    record("till", "refs/heads/main", 3, "x");
    record("shop", "refs/heads/feature/x", 4, "docs/a");

    assertThat(commits("--repository", "till")).containsExactly(3);
    assertThat(commits("--repository", "111111111111/eu-west-1/till")).containsExactly(3);
    assertThat(commits("--repository", "222222222222/eu-west-1/till")).isEmpty();
    assertThat(commits("--branch", "feature/x")).containsExactly(4);
    assertThat(commits("--ref", "refs/heads/feature/x")).containsExactly(4);
    assertThat(commits("--tag", "feature/x")).isEmpty();
    assertThat(commits("--commit", "0".repeat(39) + "2")).containsExactly(2);
    assertThat(commits("--delivery", "e-3")).containsExactly(3);
    assertThat(commits("--outcome", "no-route")).containsExactly(4, 3);
    assertThat(commits("--route", "web", "--outcome", "started")).containsExactly(1);
    assertThat(commits("--pipeline", "shop-api", "--outcome", "STARTED")).containsExactly(2);
    assertThat(commits("--last", "2")).containsExactly(4, 3);
  }

  private List<Integer> commits(Object... options) throws Exception {
    Object[] all = Stream.concat(Stream.of(options), Stream.of("--json")).toArray();
    CommandRun ended = decisions(all);
    assertThat(ended.exit()).as(ended.err()).isZero();
    var records = new ObjectMapper().readTree(ended.out()).path("records");
    return IntStream.range(0, records.size())
        .map(i -> Integer.parseInt(records.at("/" + i + "/record/event/after").asText(), 16))
        .boxed()
        .toList();
  }

  @Test
  void whatIsOlderThanAskedForIsNotShown() throws Exception {
    Instant now = Instant.now();
    record(now.minus(Duration.ofHours(3)), "shop", "refs/heads/main", 1, "web/a");
    record(now.minus(Duration.ofHours(1)), "shop", "refs/heads/main", 2, "web/a");

    assertThat(commits("--since", "2h")).containsExactly(2);
    assertThat(commits("--since", now.minus(Duration.ofHours(4)).toString())).containsExactly(2, 1);
    assertThat(decisions("--since", "10s").out()).contains("No such decision since 10s ago");
    assertThat(decisions("--since", "soon").exit()).isEqualTo(2);
  }

  @Test
  void pagesOfManyRepositoriesComeBackAsOneOrder() throws Exception {
    Instant now = Instant.now();
    Decisions made = record(now, "shop", "refs/heads/main", 1, "web/a");
    for (int i = 2; i <= 250; i++) {
      Event event = event("r" + i % 7, "refs/heads/main", i);
      record(now.plusMillis(i), new Decisions(event, made.version(), made.all()));
    }

    assertThat(commits("--last", "250"))
        .containsExactlyElementsOf(IntStream.range(0, 250).mapToObj(i -> 250 - i).toList());
  }

  @Test
  void aNameThatWouldPlayTricksWithATerminalIsShownEscaped() throws Exception {
    record("shop", "refs/heads/\u202egnp.exe\u001b[2J", 1, "web/a");
    record("shop", "refs/heads/m\u0430in", 2, "web/a");

    assertThat(decisions().out())
        .contains("shop@\\u202egnp.exe\\u001b[2J", "shop@m\u0430in (shop@m\\u0430in)")
        .doesNotContain("\u202e", "\u001b");
  }

  @Test
  void halfACharacterInANameKeepsNoDecisionFromBeingRecordedAndFound() throws Exception {
    Decisions made = record("shop", "refs/heads/a\ud83d", 1, "web/a");

    assertThat(decisions().out()).contains("(all) → NO_ROUTE");
    assertThat(explain(made.subject()).exit()).isZero();
  }

  @Test
  void fromTheRecordAloneTheAnswerIsTheSameToTheByte() throws Exception {
    Decisions made = record("shop", "refs/heads/main", 1, "web/a\nb", "api/ü\ud83d\ude80");

    CommandRun told = explain("--commit", "0".repeat(39) + "1", "--json");

    assertThat(told.out()).isEqualTo(DecisionsJson.of(made) + "\n");
    assertThat(explain(made.subject(), "--json").out()).isEqualTo(told.out());
    assertThat(explain("--delivery", "e-1", "--json").out()).isEqualTo(told.out());
  }

  @Test
  void whyNotNamesTheClauseTheClosestPatternTheWitnessesAndTheVersion() throws Exception {
    String[] files = {"lib/1", "lib/2", "lib/3", "lib/4", "lib/5", "lib/6"};
    Decisions made = record("shop", "refs/heads/main", 1, files);

    CommandRun why = explain("--repository", "shop", "--route", "web");

    assertThat(why.out())
        .contains("SKIPPED", "paths.include", "libs/ui/**", made.version(), "compared")
        .containsPattern("(?s)(witness .*){5}");
    assertThat(why.out().lines().filter(line -> line.contains(" witness "))).hasSize(5);
  }

  @Test
  void whatFailedWasWantedAndIsNotSaidToHaveMatchedNothing() throws Exception {
    Decisions made = record("shop", "refs/heads/main", 1, "x");
    Decisions wanted = record("shop", "refs/heads/main", 2, "web/a");
    record(
        Instant.now(),
        new Decisions(
            made.event(),
            "v2",
            List.of(wanted.all().getFirst().with(new Outcome.Failed("access denied", true)))));

    assertThat(explain("--outcome", "failed").out())
        .contains("FAILED", "access denied (web/a is in web/**)");
  }

  @Test
  void aSubjectThatNothingWasDecidedAboutIsSaidSo() {
    CommandRun ended = explain("nothing");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("nothing has been decided about 'nothing'");
  }

  @Test
  void aRecordThatWouldBeTooLargeKeepsWhatWasDecidedWithoutWhatWasNot() throws Exception {
    Decisions one = record("shop", "refs/heads/main", 1, "web/a");
    var random = new Random(1);
    List<Decision> many =
        Stream.concat(
                one.all().stream(),
                IntStream.range(0, 30_000)
                    .mapToObj(i ->
                        one.all()
                            .getLast()
                            .with(new Outcome.Skipped(Long.toHexString(random.nextLong())))))
            .toList();
    record(Instant.now(), new Decisions(event("shop", "refs/heads/main", 2), "v", many));

    assertThat(commits("--outcome", "started")).containsExactly(2, 1);
  }

  @Test
  void aTableThatIsNotThereIsNamedWithWhatToDo() {
    table = "nowhere";
    CommandRun ended = decisions();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("There is no table nowhere in eu-west-1", "--table", "LedgerTableName");
  }

  @Test
  void aTableOfAnOlderTemplateIsToldApart() {
    table = AWS.tableWithoutIndex();
    assertThat(decisions().err()).contains("no index 'recent': deploy the current template.yaml");
  }

  @Test
  void nobodyListeningIsToldWithWhereToLook() {
    CommandRun ended =
        CommandRun.of(
            "ledger", "decisions", "--endpoint-url", "http://127.0.0.1:1", "--region", "eu-west-1");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("--endpoint-url or AWS_ENDPOINT_URL says where");
  }

  @Test
  void optionsThatMakeNoSenseAreWrongUse() {
    assertThat(decisions("--last", "0").exit()).isEqualTo(2);
    assertThat(decisions("--branch", "a", "--tag", "b").exit()).isEqualTo(2);
    assertThat(decisions("--outcome", "maybe").exit()).isEqualTo(2);
    assertThat(CommandRun.of("ledger").exit()).isEqualTo(2);
  }
}
