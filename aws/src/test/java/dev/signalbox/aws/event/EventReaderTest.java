package dev.signalbox.aws.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Duty;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.release.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final CommitId OLD = new CommitId("1".repeat(40));
  private static final CommitId NEW = new CommitId("2".repeat(40));

  private static Event read(String json) {
    return new EventReader(InstantSource.fixed(NOW)).read(json.getBytes(UTF_8));
  }

  private static String sample(String name) throws IOException {
    return Files.readString(Path.of("../events/router/" + name + ".json"));
  }

  private static Push push(String json) {
    assertThat(read(json)).isInstanceOf(Event.Pushed.class);
    return ((Event.Pushed) read(json)).push();
  }

  @Test
  void anUpdateOfABranchIsAPushFromItsOldCommitToItsNew() throws IOException {
    assertThat(push(sample("branch-updated")))
        .isEqualTo(
            new Push(
                "5e1f0b5c-7f0d-4a3b-9c3f-2d7f7c0e9a11",
                new Repository(new AccountId("111111111111"), new Region("eu-west-1"), "shop"),
                Ref.branch("main"),
                Optional.of(OLD),
                Optional.of(NEW),
                Instant.parse("2026-11-20T12:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "branch-created, refs/heads/feature/checkout",
    "branch-with-a-hostile-name, refs/heads/feature/x;curl${IFS}e|sh",
    "tag-created, refs/tags/v1.2.3"
  })
  void aNewReferenceHasNoOldCommit(String sample, String ref) throws IOException {
    Push push = push(sample(sample));

    assertThat(push.ref().fullName()).isEqualTo(ref);
    assertThat(push.before()).isEmpty();
    assertThat(push.after()).hasValue(NEW);
  }

  @Test
  void aDeletedReferenceHasNoNewCommit() throws IOException {
    assertThat(push(sample("branch-deleted")).deletes()).isTrue();
  }

  @Test
  void aMergeOnTheServerIsAPushOfItsDestination() throws IOException {
    assertThat(push(sample("branch-merged")).move())
        .isEqualTo(push(sample("branch-updated")).move());
  }

  @Test
  void aForwardedPushIsThePushThatItsRepositoryTold() throws IOException {
    assertThat(read(sample("push-forwarded")).cause()).hasValue(push(sample("branch-updated")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pull-request-approved",
        "comment-on-commit-created",
        "unreferenced-merge-commit-created"
      })
  void whatMovesNoReferenceIsIrrelevant(String sample) throws IOException {
    assertThat(read(sample(sample))).isInstanceOf(Event.Irrelevant.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"detail-type\": null, \"source\": 5}",
        "{\"detail-type\": \"Scheduled Event\", \"detail\": \"{}\"}"
      })
  void whatIsNoneOfOurEventsIsIrrelevant(String json) {
    assertThat(read(json)).isInstanceOf(Event.Irrelevant.class);
  }

  @Test
  void anEventValueThatWillOnlyExistInTheFutureIsIrrelevant() throws IOException {
    assertThat(read(sample("branch-updated").replace("referenceUpdated", "referenceRenamed")))
        .isInstanceOf(Event.Irrelevant.class);
  }

  @ParameterizedTest
  @CsvSource({
    "forged-source, comes from shop.codecommit",
    "another-accounts-repository, names arn:aws:codecommit:eu-west-1:999999999999:shop"
  })
  void anEventThatContradictsItselfIsSuspect(String sample, String words) throws IOException {
    assertThat(read(sample(sample)))
        .isInstanceOfSatisfying(
            Event.Suspect.class, suspect -> assertThat(suspect.reason()).contains(words));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"repositoryName\": \"shop\" ; \"repositoryName\": \"\"",
        "\"repositoryName\": \"shop\" ; \"repositoryName\": {\"a\": 1}",
        "\"account\": \"111111111111\" ; \"account\": \"1\"",
        "\"account\": \"111111111111\", ; ``",
        "\"region\": \"eu-west-1\" ; \"region\": \"nowhere\"",
        "\"commitId\": \"2222 ; \"commitId\": \"zzzz",
        "\"commitId\" ; \"kommitId\"",
        "\"referenceName\": \"main\" ; \"referenceName\": \"other\"",
        "refs/heads/main ; refs/notes/main",
      })
  void aPushThatSaysTooLittleOrNonsenseIsSuspectNeverAGuess(String right, String wrong)
      throws IOException {
    String json = sample("branch-updated").replace(right, wrong == null ? "" : wrong);

    assertThat(json).isNotEqualTo(sample("branch-updated"));
    assertThat(read(json)).isInstanceOf(Event.Suspect.class);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"version\": \"0\" ; \"version\": 3.0",
        "\"version\": \"0\" ; \"version\": 1e9999",
        "\"version\": \"0\" ; \"new\": {\"deep\": [[{}]]}",
        "\"resources\": [\"arn:aws:codecommit:eu-west-1:111111111111:shop\"], ; ``",
        "\"resources\": [\"arn:aws:codecommit:eu-west-1:111111111111:shop\"] ; \"resources\": null",
        "\"referenceFullName\": \"refs/heads/main\", ; ``",
        "\"referenceName\": \"main\", ; ``",
        "\"referenceType\": \"branch\", ; ``",
        "\"callerUserArn\" ; \"callerTags\": [1, {}], \"callerUserArn\"",
        "2026-11-20T12:00:00Z ; yesterday",
      })
  void whatIsMissingTooMuchOrOfAnotherTypeIsToleratedWhereThePushIsClear(String right, String other)
      throws IOException {
    String json = sample("branch-updated").replace(right, other == null ? "" : other);

    assertThat(json).isNotEqualTo(sample("branch-updated"));
    assertThat(push(json).move()).isEqualTo(push(sample("branch-updated")).move());
  }

  @Test
  void aFullNameInThePlaceOfTheShortOneIsTheSameReference() throws IOException {
    String json =
        sample("branch-updated")
            .replace("\"referenceFullName\": \"refs/heads/main\",", "")
            .replace("\"referenceName\": \"main\"", "\"referenceName\": \"refs/heads/main\"");

    assertThat(push(json).ref()).isEqualTo(Ref.branch("main"));
  }

  @Test
  void zerosAreNoCommit() throws IOException {
    assertThat(push(sample("branch-updated").replace(OLD.value(), "0".repeat(40))).creates())
        .isTrue();
  }

  @Test
  void anEventWithoutATimeHappensNow() throws IOException {
    assertThat(push(sample("branch-updated").replace("2026-11-20T12:00:00Z", "")).at())
        .isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{\"a\":1,\"a\":2}",
        "{\"a\":}",
        "{\"detail\":{\"event\":\"x\"",
        "{a:1}",
        "\u0000"
      })
  void whatIsNotJsonIsAnErrorThatSaysWhere(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The event is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999", "-1E-99999", "9999999999999999999999999999999999"})
  void aNumberBeyondAllMeasureIsNotReadAsOne(String number) throws IOException {
    String event = sample("branch-updated").replaceFirst("[{]", "{\"x\": %s,".formatted(number));

    assertThat(push(event).after()).hasValue(NEW);
  }

  @Test
  void aKeyThatStandsTwiceMakesNoEvent() throws IOException {
    String event = sample("branch-updated");

    assertThatThrownBy(() -> read(event.replaceFirst("[{]", "{\"account\": \"999999999999\",")))
        .hasMessageStartingWith("The event is not JSON");
  }

  @Test
  void nestingWithoutEndIsAnErrorNotAnOverflow() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    assertThat(push("\ufeff" + sample("branch-updated")).ref()).isEqualTo(Ref.branch("main"));
  }

  @Test
  void halfASurrogatePairIsKeptAsItIs() throws IOException {
    assertThat(
            push(sample("branch-updated")
                    .replace("refs/heads/main", "refs/heads/\\ud83d")
                    .replace("\"main\"", "\"\\ud83d\""))
                .ref()
                .name())
        .isEqualTo("\ud83d");
  }

  @Test
  void anErrorDoesNotRepeatTheEvent() {
    assertThatThrownBy(() -> read("{\"secret\": hunter2}"))
        .hasMessageContaining("in line 1, column")
        .hasMessageNotContainingAny("secret", "hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CodeCommit Comment on Commit",
        "CodeCommit Comment on Pull Request",
        "CodeCommit Comment Reaction Change",
        "CodeCommit Approval Rule Template Change",
        "CodeCommit Something of Next Year"
      })
  void whateverElseCodeCommitTellsIsIrrelevant(String detailType) throws IOException {
    assertThat(
            read(
                sample("branch-updated").replace("CodeCommit Repository State Change", detailType)))
        .isInstanceOf(Event.Irrelevant.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pullRequestApprovalRuleCreated",
        "pullRequestApprovalRuleUpdated",
        "pullRequestApprovalRuleDeleted",
        "pullRequestApprovalRuleOverridden",
        "pullRequestApprovalStateChanged",
        "pullRequestOfNextYear"
      })
  void whatIsSaidAboutAPullRequestWithoutMovingItIsIrrelevant(String event) throws IOException {
    assertThat(read(sample("pull-request-created").replace("pullRequestCreated", event)))
        .isInstanceOf(Event.Irrelevant.class);
  }

  private static PullRequest pullRequest(String json) {
    return ((Event.Proposed) read(json)).pullRequest();
  }

  @Test
  void aPullRequestIsItsSourceCommitAndWhereItGoes() throws IOException {
    PullRequest opened = pullRequest(sample("pull-request-created"));

    assertThat(opened.stage()).isEqualTo(PullRequest.Stage.OPENED);
    assertThat(opened.source()).isEqualTo(new PullRequest.Tip(Ref.branch("feature/checkout"), NEW));
    assertThat(opened.destination()).isEqualTo(new PullRequest.Tip(Ref.branch("main"), OLD));
    assertThat(opened.id()).isEqualTo("7");
  }

  @ParameterizedTest(name = "{0}, merged {1}, {2}: {3}")
  @CsvSource({
    "pullRequestMergeStatusUpdated, True,  Closed, MERGED",
    "pullRequestStatusChanged,      False, Closed, CLOSED",
    "pullRequestStatusChanged,      True,  Closed, MERGED",
    "pullRequestSourceBranchUpdated,False, Open,   UPDATED",
    "pullRequestCreated,            False, Open,   OPENED",
  })
  void whetherAPullRequestWasMergedIsWrittenAsAText(
      String event, String merged, String status, PullRequest.Stage stage) throws IOException {
    String json =
        sample("pull-request-created")
            .replace("pullRequestCreated", event)
            .replace("\"False\"", '"' + merged + '"')
            .replace("\"Open\"", '"' + status + '"');

    assertThat(pullRequest(json).stage()).isEqualTo(stage);
  }

  @Test
  void aPullRequestThatNamesAnotherRepositoryAsItsResourceIsSuspect() throws IOException {
    assertThat(read(sample("pull-request-created").replace("eu-west-1:111111111111:shop", "x")))
        .isInstanceOf(Event.Suspect.class);
  }

  @Test
  void anImageIsItsDigestAndItsTag() throws IOException {
    ImagePush image = ((Event.ImagePushed) read(sample("image-pushed"))).image();

    assertThat(image.repository()).isEqualTo("shop/api");
    assertThat(image.tag()).hasValue("v1.2.3");
    assertThat(image.revision().type()).isEqualTo(Revision.Type.IMAGE_DIGEST);
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, FAILURE", "PUSH, DELETE"})
  void anImageThatWasNotPushedIsIrrelevant(String word, String other) throws IOException {
    assertThat(read(sample("image-pushed").replace(word, other)))
        .isInstanceOf(Event.Irrelevant.class);
  }

  @Test
  void anObjectIsItsKeyAndItsVersion() throws IOException {
    StoredObject object = ((Event.ObjectWritten) read(sample("object-created"))).object();

    assertThat(object.key()).isEqualTo("in/new shop.zip");
    assertThat(object.revision())
        .isEqualTo(
            new Revision(Revision.Type.S3_OBJECT_VERSION_ID, "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e"));
  }

  @Test
  void anObjectOfABucketWithoutVersionsIsItsKey() throws IOException {
    StoredObject object =
        ((Event.ObjectWritten) read(sample("object-created").replace("version-id", "x"))).object();

    assertThat(object.revision())
        .isEqualTo(new Revision(Revision.Type.S3_OBJECT_KEY, "in/new shop.zip"));
  }

  @Test
  void aDeletedObjectIsIrrelevant() throws IOException {
    assertThat(read(sample("object-created").replace("Object Created", "Object Deleted")))
        .isInstanceOf(Event.Irrelevant.class);
  }

  @Test
  void anImageThatDoesNotComeFromAwsIsSuspect() throws IOException {
    assertThat(read(sample("image-pushed").replace("aws.ecr", "shop.ecr")))
        .isInstanceOf(Event.Suspect.class);
  }

  @Test
  void aScheduleSaysWhatIsDue() throws IOException {
    assertThat(read(sample("reconcile"))).isEqualTo(new Event.Due("unknown", Duty.RECONCILE));
    assertThat(read(sample("drain"))).isEqualTo(new Event.Due("unknown", Duty.DRAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RECONCILE", "reconcile ", "delete everything", ""})
  void aScheduleOfAnythingElseIsSuspect(String duty) throws IOException {
    assertThat(read(sample("reconcile").replace("\"reconcile\"", "\"" + duty + "\"")))
        .isInstanceOf(Event.Suspect.class);
  }
}
