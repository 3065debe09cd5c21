package dev.signalbox.local.codecommit.history;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a commit over the API, and what they say about it.
 *
 * @param person author and committer alike
 */
public record Authorship(PersonIdent person, String message) {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_MESSAGE = 256 * 1024;

  /**
   * @param name the caller's ARN when it is not given
   * @throws AwsError NameLengthExceededException, InvalidEmailException,
   *     CommitMessageLengthExceededException
   */
  public static Authorship of(
      Caller caller,
      Instant now,
      @Nullable String name,
      @Nullable String email,
      @Nullable String message,
      String defaultMessage) {
    String author = name == null || name.isBlank() ? caller.arn() : name;
    String address = email == null ? "" : email;
    String text = message == null || message.isEmpty() ? defaultMessage : message;
    if (author.length() > LONGEST_NAME) {
      throw AwsError.of(
          "NameLengthExceededException", "A name has at most " + LONGEST_NAME + " characters.");
    }
    if (address.length() > LONGEST_NAME
        || address.chars().anyMatch(c -> c < ' ' || c == '<' || c == '>')) {
      throw AwsError.of(
          "InvalidEmailException",
          "The specified email address contains characters that are not allowed, or too many.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
      throw AwsError.of(
          "CommitMessageLengthExceededException", "A commit message has at most 256 KB.");
    }
    return new Authorship(new PersonIdent(author, address, now, ZoneOffset.UTC), text);
  }

  public ObjectId commit(ObjectInserter inserter, ObjectId tree, List<? extends ObjectId> parents)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage(message);
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    return id;
  }
}
