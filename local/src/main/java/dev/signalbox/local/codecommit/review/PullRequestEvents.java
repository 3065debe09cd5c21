package dev.signalbox.local.codecommit.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.codecommit.git.Hosted;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code CodeCommit Pull Request State Change}. */
final class PullRequestEvents {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' uuuu", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Events events;
  private final PullRequests pullRequests;

  PullRequestEvents(Events events, PullRequests pullRequests) {
    this.events = events;
    this.pullRequests = pullRequests;
  }

  /**
   * @param more what this event has beside the facts of the pull request
   * @param said what happened, in words
   */
  void tell(PullRequest now, Caller caller, String event, Map<String, String> more, String said) {
    Hosted repository = pullRequests.repository(now);
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    more.forEach(detail::put);
    detail
        .put("author", now.origin().author())
        .put("callerUserArn", caller.arn())
        .put("creationDate", date(now.origin().created()));
    if (!now.description().isEmpty()) {
      detail.put("description", now.description());
    }
    detail
        .put("destinationCommit", now.branches().destinationCommit())
        .put("destinationReference", now.branches().destination())
        .put("event", event)
        .put("isMerged", now.state().merged() ? "True" : "False")
        .put("lastModifiedDate", date(now.modified()))
        .put("notificationBody", notification(repository, caller, now, said))
        .put("pullRequestId", now.id())
        .put("pullRequestStatus", now.state().open() ? "Open" : "Closed");
    detail.putArray("repositoryNames").add(repository.name());
    detail
        .put("revisionId", now.branches().revisionId())
        .put("sourceCommit", now.branches().sourceCommit())
        .put("sourceReference", now.branches().source())
        .put("title", now.title());
    events.emit(
        repository.place(),
        "aws.codecommit",
        "CodeCommit Pull Request State Change",
        List.of(repository.arn()),
        detail);
  }

  private static String date(long millis) {
    return DATE.format(Instant.ofEpochMilli(millis));
  }

  private static String notification(
      Hosted repository, Caller caller, PullRequest now, String said) {
    return "A pull request event occurred in the following AWS CodeCommit repository: "
        + repository.name()
        + ". User: "
        + caller.arn()
        + ". Pull request: "
        + now.id()
        + ". "
        + said;
  }
}
