package dev.signalbox.local.sqs;

import dev.signalbox.local.api.AwsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * A batch request carried out entry by entry.
 *
 * @param <R> what a successful entry answers
 */
record Batch<R>(List<R> successful, List<BatchResultErrorEntry> failed) {
  private static final int MOST_ENTRIES = 10;

  /**
   * @param kind what the entries are called in AWS's messages
   * @throws AwsError when the batch as a whole is wrong
   */
  static <E, R> Batch<R> of(
      List<E> entries, String kind, Function<E, String> id, BiFunction<String, E, R> each) {
    check(entries.stream().map(id).toList(), kind);
    var batch = new Batch<R>(new ArrayList<>(), new ArrayList<>());
    for (var entry : entries) {
      try {
        batch.successful.add(each.apply(id.apply(entry), entry));
      } catch (AwsError e) {
        batch.failed.add(
            BatchResultErrorEntry.builder()
                .id(id.apply(entry))
                .code(e.queryCode())
                .message(e.getMessage())
                .senderFault(e.status() < 500)
                .build());
      }
    }
    return batch;
  }

  private static void check(List<String> ids, String kind) {
    if (ids.isEmpty()) {
      throw SqsError.named(
          "EmptyBatchRequest", "There should be at least one " + kind + " in the request.");
    }
    if (ids.size() > MOST_ENTRIES) {
      throw SqsError.named(
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + ids.size() + ".");
    }
    var seen = new HashSet<String>();
    for (var id : ids) {
      if (id == null || !id.matches("[A-Za-z0-9_-]{1,80}")) {
        throw SqsError.named(
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
                + " can be at most 80 letters long.");
      }
      if (!seen.add(id)) {
        throw SqsError.named("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
      }
    }
  }
}
