package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Every comment on every change. */
public final class Remarks {
  private static final int LONGEST = 10_240;

  private final Table<Remark> table;
  private final Hosting repositories;

  public Remarks(Store store, Hosting repositories) {
    this.table = store.table("codecommit-comments", Remark.class);
    this.repositories = repositories;
  }

  /**
   * @throws AwsError CommentDoesNotExistException
   */
  Remark get(Place place, String id) {
    return table
        .get(place.key(id))
        .filter(found -> repositories.withId(found.subject().repositoryId()).isPresent())
        .orElseThrow(() ->
            AwsError.of(
                "CommentDoesNotExistException",
                "No comment exists with the provided ID. Verify that you have used the correct ID,"
                    + " and then try again."));
  }

  /**
   * @throws AwsError CommentDoesNotExistException, CommentDeletedException
   */
  Remark standing(Place place, String id) {
    Remark found = get(place, id);
    if (found.deleted()) {
      throw AwsError.of(
          "CommentDeletedException",
          "This comment has already been deleted. You cannot edit or delete a deleted comment.");
    }
    return found;
  }

  Hosted repository(Remark remark) {
    return repositories.withId(remark.subject().repositoryId()).orElseThrow();
  }

  Repository git(Hosted hosted) {
    return repositories.data(hosted).repository();
  }

  /** The oldest first. */
  List<Remark> about(Place place, Predicate<Remark.Subject> subject) {
    return table.startingWith(place.key("")).stream()
        .filter(found -> subject.test(found.subject()))
        .sorted(Comparator.comparingLong(Remark::written).thenComparing(Remark::id))
        .toList();
  }

  /**
   * A new comment, or the one that the same request made before.
   *
   * @param tell what to do with a new one
   * @throws AwsError CommentContentRequiredException, CommentContentSizeLimitExceededException,
   *     IdempotencyParameterMismatchException
   */
  synchronized Remark add(
      Caller caller,
      Remark.Subject subject,
      String inReplyTo,
      String content,
      @Nullable String token,
      long now,
      Consumer<Remark> tell) {
    check(content);
    String given = token == null ? "" : token;
    String request = ApprovalRuleContent.sha256(List.of(subject, inReplyTo, content).toString());
    Optional<Remark> before =
        given.isEmpty()
            ? Optional.empty()
            : table.startingWith(caller.place().key("")).stream()
                .filter(it -> it.token().equals(given) && it.author().equals(caller.arn()))
                .findFirst();
    if (before.isPresent()) {
      Tokens.mustBeSame(before.get().request(), request);
      return before.get();
    }
    Remark added =
        new Remark(
            UUID.randomUUID() + ":" + UUID.randomUUID(),
            caller.arn(),
            content,
            inReplyTo,
            now,
            now,
            false,
            given,
            request,
            subject,
            Map.of());
    table.put(added.key(), added);
    tell.accept(added);
    return added;
  }

  static void check(String content) {
    if (content.isEmpty()) {
      throw AwsError.of(
          "CommentContentRequiredException",
          "The comment is empty. You must provide some content for a comment. The content cannot be"
              + " null.");
    }
    if (content.length() > LONGEST) {
      throw AwsError.of(
          "CommentContentSizeLimitExceededException",
          "The comment is too large. Comments are limited to 10,240 characters.");
    }
  }

  Remark change(Remark remark, UnaryOperator<Remark> change) {
    return table
        .update(remark.key(), change)
        .orElseThrow(() -> new IllegalStateException("Gone: comment " + remark.id()));
  }
}
