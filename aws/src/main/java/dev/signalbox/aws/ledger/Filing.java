package dev.signalbox.aws.ledger;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.route.Decisions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Under what a record of decisions is filed in the index {@code recent}, newest first.
 *
 * <p>All records of a repository lie in one of sixteen drawers, so that they are found by asking
 * one, and everything by asking all; one drawer alone takes a thousand records a second.
 */
final class Filing {
  static final String INDEX = "recent";
  static final String DRAWER = "drawer";
  static final String AT = "at";
  static final String REPOSITORY = "repository";
  static final String REF = "ref";
  static final String COMMIT = "commit";
  static final String DELIVERY = "delivery";
  static final String OUTCOMES = "outcomes";

  private static final int DRAWERS = 16;

  private Filing() {}

  /** The repository in full, where there is one, and what of it the record is about. */
  private record Label(String repository, String ref, String commit) {}

  static Map<String, AttributeValue> of(Decisions decisions, Instant at) {
    Label label = label(decisions.event());
    Map<String, AttributeValue> filing = new HashMap<>();
    filing.put(DRAWER, Table.text(drawerOf(label.repository())));
    filing.put(AT, Table.millis(at));
    filing.put(REPOSITORY, Table.text(label.repository()));
    filing.put(REF, Table.text(label.ref()));
    filing.put(COMMIT, Table.text(label.commit()));
    filing.put(DELIVERY, Table.text(decisions.event().delivery()));
    filing.put(
        OUTCOMES,
        AttributeValue.fromSs(
            decisions.all().stream().map(one -> one.outcome().word()).distinct().toList()));
    if (decisions.all().isEmpty()) {
      filing.remove(OUTCOMES);
    }
    return filing;
  }

  private static Label label(Event event) {
    return switch (event) {
      case Event.Pushed(Push push) -> label(push);
      case Event.Relayed(Push push, _) -> label(push);
      case Event.Proposed(PullRequest proposed) ->
          new Label(
              proposed.repository().toString(),
              "pull-request/" + proposed.id(),
              proposed.source().commit().value());
      case Event.ImagePushed(ImagePush image) ->
          new Label(name(image, image.repository()), image.tag().orElse(""), image.digest());
      case Event.ObjectWritten(StoredObject object) ->
          new Label(name(object, object.bucket()), object.key(), object.version().orElse(""));
      case Event.Due _, Event.Suspect _, Event.Irrelevant _ -> new Label("", "", "");
    };
  }

  private static Label label(Push push) {
    return new Label(
        push.repository().toString(),
        push.ref().fullName(),
        push.after().or(push::before).map(CommitId::value).orElse(""));
  }

  private static String name(Cause cause, String name) {
    return cause.account() + "/" + cause.region() + "/" + name;
  }

  /**
   * The drawers in which records are.
   *
   * @param repository all of them where it is absent
   */
  static List<String> drawers(Optional<String> repository) {
    return repository
        .map(name -> List.of(drawerOf(name)))
        .orElseGet(() -> IntStream.range(0, DRAWERS).mapToObj(Filing::drawer).toList());
  }

  /** By the last part of the name alone, so that it is found with and without its account. */
  private static String drawerOf(String repository) {
    String last =
        repository.substring(
            Math.max(repository.lastIndexOf('/'), repository.lastIndexOf(':')) + 1);
    // Specified to be the same in every Java, unlike those of most other types.
    return drawer(Math.floorMod(last.hashCode(), DRAWERS));
  }

  private static String drawer(int number) {
    return "DECISIONS#" + number;
  }
}
