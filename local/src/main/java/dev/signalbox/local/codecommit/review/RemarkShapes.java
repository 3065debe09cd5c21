package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.Comment;
import software.amazon.awssdk.services.codecommit.model.Location;

/** Comments in the API's shapes, as one caller sees them. */
record RemarkShapes(Caller caller) {

  Comment comment(Remark remark) {
    Map<String, Integer> counts = new TreeMap<>();
    remark.reactions().values().forEach(reaction -> counts.merge(reaction, 1, Integer::sum));
    return Comment.builder()
        .commentId(remark.id())
        .content(remark.deleted() ? null : remark.content())
        .inReplyTo(present(remark.inReplyTo()))
        .creationDate(Instant.ofEpochMilli(remark.written()))
        .lastModifiedDate(Instant.ofEpochMilli(remark.modified()))
        .authorArn(remark.author())
        .deleted(remark.deleted())
        .clientRequestToken(present(remark.token()))
        .callerReactions(
            Optional.ofNullable(remark.reactions().get(caller.arn()))
                .map(List::of)
                .orElse(List.of()))
        .reactionCounts(counts)
        .build();
  }

  static @Nullable Location location(Remark.Subject subject) {
    return subject.path().isEmpty()
        ? null
        : Location.builder()
            .filePath(subject.path())
            .filePosition(subject.position() == 0 ? null : subject.position())
            .relativeFileVersion(present(subject.version()))
            .build();
  }

  static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
  }
}
