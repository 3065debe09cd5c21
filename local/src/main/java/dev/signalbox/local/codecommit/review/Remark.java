package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.Place;
import java.util.Map;

/**
 * What somebody said about a change, or in reply to that.
 *
 * @param written in milliseconds since 1970
 * @param reactions by the ARN of who reacted: the short code of the emoji
 */
public record Remark(
    String id,
    String author,
    String content,
    String inReplyTo,
    long written,
    long modified,
    boolean deleted,
    String token,
    String request,
    Subject subject,
    Map<String, String> reactions) {

  /**
   * What it is about; a reply has that of what it replies to.
   *
   * @param pullRequestId empty for a comment on commits
   * @param beforeCommitId empty for all of the commit after
   * @param path empty when it is not about one file
   * @param position a line of the file, 0 for none
   * @param version {@code BEFORE} or {@code AFTER}, or empty
   */
  public record Subject(
      String account,
      String region,
      String repositoryId,
      String pullRequestId,
      String beforeCommitId,
      String afterCommitId,
      String path,
      long position,
      String version) {}

  String key() {
    return new Place(subject.account(), subject.region()).key(id);
  }

  Remark saying(String newContent, boolean gone, long now) {
    return new Remark(
        id, author, newContent, inReplyTo, written, now, gone, token, request, subject, reactions);
  }

  Remark reacted(Map<String, String> newReactions) {
    return new Remark(
        id,
        author,
        content,
        inReplyTo,
        written,
        modified,
        deleted,
        token,
        request,
        subject,
        newReactions);
  }
}
