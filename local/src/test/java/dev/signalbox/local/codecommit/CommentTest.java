package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codecommit.model.Comment;
import software.amazon.awssdk.services.codecommit.model.PostCommentForComparedCommitRequest;
import software.amazon.awssdk.services.codecommit.model.PostCommentForComparedCommitResponse;
import software.amazon.awssdk.services.codecommit.model.RelativeFileVersionEnum;
import software.amazon.awssdk.services.codecommit.model.Target;

class CommentTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private Bench bench;
  private String before = "";
  private String after = "";

  @BeforeEach
  void twoCommits() {
    bench = Bench.with(SERVER);
    before = bench.put("main", "a", "1\n2\n");
    after = bench.put("main", "a", "1\n2\n3\n");
  }

  private PostCommentForComparedCommitResponse post(
      Consumer<PostCommentForComparedCommitRequest.Builder> more) {
    PostCommentForComparedCommitRequest.Builder request =
        PostCommentForComparedCommitRequest.builder()
            .repositoryName(bench.repository())
            .beforeCommitId(before)
            .afterCommitId(after)
            .content("Shöuld this be?\n<b>");
    more.accept(request);
    return bench.client().postCommentForComparedCommit(request.build());
  }

  private Comment post() {
    return post(_ -> {}).comment();
  }

  @Test
  void aCommentIsReadAsItWasWrittenButItsEventDoesNotRepeatIt() {
    Comment comment = post();
    assertThat(
            bench.client().getComment(it -> it.commentId(comment.commentId())).comment().content())
        .isEqualTo("Shöuld this be?\n<b>");
    var event = bench.events().getLast();
    assertThat(event.path("detail-type").asText()).isEqualTo("CodeCommit Comment on Commit");
    assertThat(event.path("detail").path("event").asText()).isEqualTo("commentOnCommitCreated");
    assertThat(event.path("detail").path("commentId").asText()).isEqualTo(comment.commentId());
    assertThat(event.path("detail").path("beforeCommitId").asText()).isEqualTo(before);
    assertThat(event.path("detail").has("inReplyTo")).isFalse();
    assertThat(event.toString()).doesNotContain("Shöuld");
  }

  @Test
  void aCommentOnALineKnowsTheFile() {
    var response =
        post(it ->
            it.location(l ->
                l.filePath("a")
                    .filePosition(3L)
                    .relativeFileVersion(RelativeFileVersionEnum.AFTER)));
    assertThat(response.location().filePosition()).isEqualTo(3);
    assertThat(response.afterBlobId()).hasSize(40).isNotEqualTo(response.beforeBlobId());
    assertThat(
            refused(() ->
                post(it ->
                    it.location(l ->
                        l.filePath("a")
                            .filePosition(3L)
                            .relativeFileVersion(RelativeFileVersionEnum.BEFORE)))))
        .isEqualTo("InvalidFilePosition");
    assertThat(refused(() -> post(it -> it.location(l -> l.filePath("absent")))))
        .isEqualTo("PathDoesNotExist");
  }

  @Test
  void repliesStandInTheThreadOfWhatTheyAnswer() {
    Comment first = post();
    Comment reply =
        bench
            .client()
            .postCommentReply(it -> it.inReplyTo(first.commentId()).content("Yes"))
            .comment();
    assertThat(reply.inReplyTo()).isEqualTo(first.commentId());
    assertThat(bench.events().getLast().path("detail").path("inReplyTo").asText())
        .isEqualTo(first.commentId());
    var threads =
        bench
            .client()
            .getCommentsForComparedCommit(it ->
                it.repositoryName(bench.repository()).beforeCommitId(before).afterCommitId(after))
            .commentsForComparedCommitData();
    assertThat(threads).hasSize(1);
    assertThat(threads.getFirst().comments())
        .extracting(Comment::commentId)
        .containsExactlyInAnyOrder(first.commentId(), reply.commentId());
  }

  @Test
  void commentsOnAPullRequestAreToldAsSuch() {
    bench.branch("topic", before);
    String source = bench.put("topic", "b", "1");
    String id =
        bench
            .client()
            .createPullRequest(it ->
                it.title("t")
                    .targets(
                        Target.builder()
                            .repositoryName(bench.repository())
                            .sourceReference("topic")
                            .build()))
            .pullRequest()
            .pullRequestId();
    bench
        .client()
        .postCommentForPullRequest(it ->
            it.pullRequestId(id)
                .repositoryName(bench.repository())
                .beforeCommitId(after)
                .afterCommitId(source)
                .content("c"));
    var event = bench.events().getLast();
    assertThat(event.path("detail-type").asText()).isEqualTo("CodeCommit Comment on Pull Request");
    assertThat(event.path("detail").path("event").asText())
        .isEqualTo("commentOnPullRequestCreated");
    assertThat(event.path("detail").path("pullRequestId").asText()).isEqualTo(id);
    assertThat(
            bench
                .client()
                .getCommentsForPullRequest(it -> it.pullRequestId(id))
                .commentsForPullRequestData())
        .hasSize(1);
  }

  @Test
  void aCommentIsChangedAndDeletedOnce() {
    String id = post().commentId();
    bench.client().updateComment(it -> it.commentId(id).content("Better"));
    assertThat(bench.details("commentOnCommitUpdated")).hasSize(1);
    var deleted = bench.client().deleteCommentContent(it -> it.commentId(id)).comment();
    assertThat(deleted.deleted()).isTrue();
    assertThat(deleted.content()).isNull();
    assertThat(refused(() -> bench.client().deleteCommentContent(it -> it.commentId(id))))
        .isEqualTo("CommentDeleted");
    assertThat(refused(() -> bench.client().getComment(it -> it.commentId("absent"))))
        .isEqualTo("CommentDoesNotExist");
  }

  @Test
  void theSameTokenIsTheSameComment() {
    Comment first = post(it -> it.clientRequestToken("token")).comment();
    Comment again = post(it -> it.clientRequestToken("token")).comment();
    assertThat(again.commentId()).isEqualTo(first.commentId());
    assertThat(bench.details("commentOnCommitCreated")).hasSize(1);
    assertThat(refused(() -> post(it -> it.clientRequestToken("token").content("other"))))
        .isEqualTo("IdempotencyParameterMismatch");
  }

  @Test
  void whatCannotBeSaidIsRefused() {
    assertThat(refused(() -> post(it -> it.content("")))).isEqualTo("CommentContentRequired");
    assertThat(refused(() -> post(it -> it.content("x".repeat(10_241)))))
        .isEqualTo("CommentContentSizeLimitExceeded");
    assertThat(refused(() -> post(it -> it.beforeCommitId(after))))
        .isEqualTo("BeforeCommitIdAndAfterCommitIdAreSame");
    assertThat(refused(() -> post(it -> it.afterCommitId("a".repeat(40)))))
        .isEqualTo("CommitDoesNotExist");
    assertThat(refused(() -> post(it -> it.afterCommitId("main")))).isEqualTo("InvalidCommitId");
  }

  @Test
  void everybodyReactsOnceAndCanTakeItBack() {
    String id = post().commentId();
    for (String value : new String[] {":heart:", "U+1F44E", "👍"}) {
      bench.client().putCommentReaction(it -> it.commentId(id).reactionValue(value));
    }
    var reactions =
        bench.client().getCommentReactions(it -> it.commentId(id)).reactionsForComment();
    assertThat(reactions).hasSize(1);
    assertThat(reactions.getFirst().reaction().shortCode()).isEqualTo(":thumbsup:");
    assertThat(bench.details("commentReactionCreated")).hasSize(1);
    assertThat(bench.details("commentReactionUpdated").getLast().path("reactionUnicodes"))
        .hasToString("[\"U+1F44D\"]");
    bench.client().putCommentReaction(it -> it.commentId(id).reactionValue("none"));
    assertThat(bench.client().getCommentReactions(it -> it.commentId(id)).reactionsForComment())
        .isEmpty();
    assertThat(
            refused(() ->
                bench.client().putCommentReaction(it -> it.commentId(id).reactionValue(":x:"))))
        .isEqualTo("InvalidReactionValue");
  }
}
