package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.LocalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.PullRequest;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;
import software.amazon.awssdk.services.codecommit.model.PullRequestStatusEnum;
import software.amazon.awssdk.services.codecommit.model.Target;

class PullRequestTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();
  private static final String ROOT = "arn:aws:iam::" + LocalServer.ACCOUNT + ":root";

  private Bench bench;
  private String base = "";
  private String tip = "";

  @BeforeEach
  void aTopicBranchAheadOfMain() {
    bench = Bench.with(SERVER);
    base = bench.put("main", "a", "1");
    bench.branch("topic", base);
    tip = bench.put("topic", "b", "1");
  }

  private Target target(String source) {
    return Target.builder().repositoryName(bench.repository()).sourceReference(source).build();
  }

  private PullRequest create(Consumer<CreatePullRequestRequest.Builder> more) {
    CreatePullRequestRequest.Builder request =
        CreatePullRequestRequest.builder().title("Ünder review").targets(target("topic"));
    more.accept(request);
    return bench.client().createPullRequest(request.build()).pullRequest();
  }

  private PullRequest create() {
    return create(_ -> {});
  }

  private PullRequest get(String id) {
    return bench.client().getPullRequest(it -> it.pullRequestId(id)).pullRequest();
  }

  private PullRequest squash(String id) {
    return bench
        .client()
        .mergePullRequestBySquash(it -> it.pullRequestId(id).repositoryName(bench.repository()))
        .pullRequest();
  }

  @Test
  void aPullRequestIsForTheDefaultBranchUnlessAnotherIsNamed() {
    PullRequest made = create(it -> it.description("Why"));
    assertThat(made.pullRequestStatus()).isEqualTo(PullRequestStatusEnum.OPEN);
    assertThat(made.authorArn()).isEqualTo(ROOT);
    var target = made.pullRequestTargets().getFirst();
    assertThat(target.sourceReference()).isEqualTo("refs/heads/topic");
    assertThat(target.destinationReference()).isEqualTo("refs/heads/main");
    assertThat(target.sourceCommit()).isEqualTo(tip);
    assertThat(target.destinationCommit()).isEqualTo(base);
    assertThat(target.mergeBase()).isEqualTo(base);
    assertThat(target.mergeMetadata().isMerged()).isFalse();
    assertThat(get(made.pullRequestId()).revisionId()).isEqualTo(made.revisionId());
  }

  @Test
  void itIsToldAsDocumented() {
    PullRequest made = create(it -> it.description("Why"));
    JsonNode event = bench.events().getLast();
    assertThat(event.path("detail-type").asText())
        .isEqualTo("CodeCommit Pull Request State Change");
    JsonNode detail = event.path("detail");
    assertThat(detail.path("event").asText()).isEqualTo("pullRequestCreated");
    assertThat(detail.path("pullRequestId").asText()).isEqualTo(made.pullRequestId());
    assertThat(detail.path("isMerged")).hasToString("\"False\"");
    assertThat(detail.path("pullRequestStatus").asText()).isEqualTo("Open");
    assertThat(detail.path("repositoryNames")).hasToString("[\"" + bench.repository() + "\"]");
    assertThat(detail.path("creationDate").asText())
        .matches("\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}");
    assertThat(detail.has("mergeOption")).isFalse();
    assertThat(detail.has("repositoryId")).isFalse();
    assertThat(detail.properties().stream().map(java.util.Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "author",
            "callerUserArn",
            "creationDate",
            "description",
            "destinationCommit",
            "destinationReference",
            "event",
            "isMerged",
            "lastModifiedDate",
            "notificationBody",
            "pullRequestId",
            "pullRequestStatus",
            "repositoryNames",
            "revisionId",
            "sourceCommit",
            "sourceReference",
            "title");
  }

  @Test
  void aGitPushToTheSourceUpdatesIt(@TempDir Path directory) throws Exception {
    PullRequest made = create();
    GitClient git =
        GitClient.init(
            Files.createDirectory(directory.resolve("work")),
            bench.server().address().resolve("/v1/repos/" + bench.repository()));
    git.run("fetch", "--quiet", "origin");
    git.run("checkout", "--quiet", "topic");
    String pushed = git.commit("c", "1");
    git.run("push", "--quiet", "origin", "topic");

    PullRequest updated = get(made.pullRequestId());
    assertThat(updated.pullRequestTargets().getFirst().sourceCommit()).isEqualTo(pushed);
    assertThat(updated.revisionId()).isNotEqualTo(made.revisionId());
    JsonNode detail = bench.details("pullRequestSourceBranchUpdated").getFirst();
    assertThat(detail.path("sourceCommit").asText()).isEqualTo(pushed);
    assertThat(detail.path("revisionId").asText()).isEqualTo(updated.revisionId());
    assertThat(bench.events().getLast().path("detail")).isEqualTo(detail);
  }

  @Test
  void aPushElsewhereDoesNotConcernIt() {
    PullRequest made = create();
    String moved = bench.put("main", "z", "1");
    assertThat(bench.details("pullRequestSourceBranchUpdated")).isEmpty();
    PullRequest now = get(made.pullRequestId());
    assertThat(now.pullRequestTargets().getFirst().destinationCommit()).isEqualTo(moved);
    assertThat(now.revisionId()).isEqualTo(made.revisionId());
  }

  @Test
  void aMergeClosesItAndIsToldBesideTheBranchsUpdate() {
    PullRequest made = create();
    PullRequest merged = squash(made.pullRequestId());

    assertThat(merged.pullRequestStatus()).isEqualTo(PullRequestStatusEnum.CLOSED);
    var metadata = merged.pullRequestTargets().getFirst().mergeMetadata();
    assertThat(metadata.isMerged()).isTrue();
    assertThat(metadata.mergedBy()).isEqualTo(ROOT);
    assertThat(metadata.mergeOptionAsString()).isEqualTo("SQUASH_MERGE");
    assertThat(metadata.mergeCommitId()).isEqualTo(bench.tip("main"));
    JsonNode detail = bench.details("pullRequestMergeStatusUpdated").getFirst();
    assertThat(detail.path("isMerged").asText()).isEqualTo("True");
    assertThat(detail.path("pullRequestStatus").asText()).isEqualTo("Closed");
    assertThat(detail.path("mergeOption").asText()).isEqualTo("SQUASH_MERGE");
    assertThat(bench.details("referenceUpdated").getLast().path("mergeOption").asText())
        .isEqualTo("SQUASH_MERGE");
    assertThat(refused(() -> squash(made.pullRequestId()))).isEqualTo("PullRequestAlreadyClosed");
  }

  @Test
  void aFastForwardHasNoMergeCommit() {
    PullRequest made = create();
    PullRequest merged =
        bench
            .client()
            .mergePullRequestByFastForward(it ->
                it.pullRequestId(made.pullRequestId())
                    .repositoryName(bench.repository())
                    .sourceCommitId(tip))
            .pullRequest();
    assertThat(bench.tip("main")).isEqualTo(tip);
    assertThat(merged.pullRequestTargets().getFirst().mergeMetadata().mergeCommitId()).isNull();
  }

  @Test
  void aMergeOfWhatTheCallerHasNotSeenIsRefused() {
    PullRequest made = create();
    bench.put("topic", "c", "1");
    assertThat(
            refused(() ->
                bench
                    .client()
                    .mergePullRequestByThreeWay(it ->
                        it.pullRequestId(made.pullRequestId())
                            .repositoryName(bench.repository())
                            .sourceCommitId(tip))))
        .isEqualTo("TipOfSourceReferenceIsDifferent");
    bench.put("main", "c", "2");
    assertThat(refused(() -> squash(made.pullRequestId()))).isEqualTo("ManualMergeRequired");
    assertThat(get(made.pullRequestId()).pullRequestStatus()).isEqualTo(PullRequestStatusEnum.OPEN);
    Bench other = Bench.with(SERVER);
    assertThat(
            refused(() ->
                other
                    .client()
                    .mergePullRequestBySquash(it ->
                        it.pullRequestId(made.pullRequestId()).repositoryName(other.repository()))))
        .isEqualTo("RepositoryNotAssociatedWithPullRequest");
  }

  @Test
  void whatCannotBeAskedForIsRefused() {
    assertThat(refused(() -> create(it -> it.targets(target("absent")))))
        .isEqualTo("ReferenceDoesNotExist");
    assertThat(refused(() -> create(it -> it.targets(target("main")))))
        .isEqualTo("SourceAndDestinationAreSame");
    assertThat(refused(() -> create(it -> it.targets(target("topic"), target("main")))))
        .isEqualTo("MultipleRepositoriesInPullRequest");
    assertThat(refused(() -> create(it -> it.title("")))).isEqualTo("TitleRequired");
    assertThat(refused(() -> get("999999"))).isEqualTo("PullRequestDoesNotExist");
    assertThat(refused(() -> get("x"))).isEqualTo("InvalidPullRequestId");
  }

  @Test
  void theSameTokenMakesOnePullRequestOnly() {
    String token = UUID.randomUUID().toString();
    PullRequest first = create(it -> it.clientRequestToken(token));
    assertThat(create(it -> it.clientRequestToken(token)).pullRequestId())
        .isEqualTo(first.pullRequestId());
    assertThat(refused(() -> create(it -> it.clientRequestToken(token).title("Other"))))
        .isEqualTo("IdempotencyParameterMismatch");
    assertThat(bench.details("pullRequestCreated")).hasSize(1);
  }

  @Test
  void theSameTokenAtOnceMakesOnePullRequestOnly() throws Exception {
    String token = UUID.randomUUID().toString();
    try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(_ -> executor.submit(() -> create(it -> it.clientRequestToken(token))))
              .toList();
      String first = made.getFirst().get().pullRequestId();
      for (var one : made) {
        assertThat(one.get().pullRequestId()).isEqualTo(first);
      }
    }
  }

  @Test
  void itIsRenamedDescribedAndClosedForGood() {
    String id = create().pullRequestId();
    bench.client().updatePullRequestTitle(it -> it.pullRequestId(id).title("New"));
    bench.client().updatePullRequestDescription(it -> it.pullRequestId(id).description("D"));
    assertThat(get(id).title() + get(id).description()).isEqualTo("NewD");
    bench
        .client()
        .updatePullRequestStatus(
            it -> it.pullRequestId(id).pullRequestStatus(PullRequestStatusEnum.CLOSED));
    JsonNode detail = bench.details("pullRequestStatusChanged").getFirst();
    assertThat(detail.path("pullRequestStatus").asText()).isEqualTo("Closed");
    assertThat(detail.path("isMerged").asText()).isEqualTo("False");
    assertThat(
            refused(() ->
                bench
                    .client()
                    .updatePullRequestStatus(
                        it -> it.pullRequestId(id).pullRequestStatus(PullRequestStatusEnum.OPEN))))
        .isEqualTo("InvalidPullRequestStatusUpdate");
    assertThat(
            refused(() ->
                bench.client().updatePullRequestTitle(it -> it.pullRequestId(id).title("Late"))))
        .isEqualTo("PullRequestAlreadyClosed");
  }

  @Test
  void whatHappenedIsListedInOrder() {
    String id = create().pullRequestId();
    String moved = bench.put("topic", "c", "1");
    squash(id);
    var events =
        bench.client().describePullRequestEvents(it -> it.pullRequestId(id)).pullRequestEvents();
    assertThat(events)
        .extracting(event -> event.pullRequestEventType())
        .containsExactly(
            PullRequestEventType.PULL_REQUEST_CREATED,
            PullRequestEventType.PULL_REQUEST_SOURCE_REFERENCE_UPDATED,
            PullRequestEventType.PULL_REQUEST_MERGE_STATE_CHANGED);
    assertThat(events.get(1).pullRequestSourceReferenceUpdatedEventMetadata().afterCommitId())
        .isEqualTo(moved);
    assertThat(
            bench
                .client()
                .describePullRequestEvents(
                    it -> it.pullRequestId(id).pullRequestEventType("PULL_REQUEST_CREATED"))
                .pullRequestEvents())
        .hasSize(1);
  }

  @Test
  void theyAreListedByRepositoryStatusAndPage() {
    List<String> ids =
        List.of(create().pullRequestId(), create().pullRequestId(), create().pullRequestId());
    squash(ids.getFirst());
    assertThat(
            bench
                .client()
                .listPullRequests(it ->
                    it.repositoryName(bench.repository())
                        .pullRequestStatus(PullRequestStatusEnum.OPEN))
                .pullRequestIds())
        .containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    var pages =
        bench
            .client()
            .listPullRequestsPaginator(it -> it.repositoryName(bench.repository()).maxResults(2));
    assertThat(pages.stream().flatMap(page -> page.pullRequestIds().stream()))
        .containsExactlyInAnyOrderElementsOf(ids);
  }
}
