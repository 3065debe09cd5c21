package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;

/** Asks everything of a route's 'on' that can be answered without looking at a repository. */
final class OnCheck {
  private OnCheck() {}

  /** Why the route is not for such things, if so. */
  static Optional<Finding> refusal(On on, Cause cause) {
    return kind(on, cause)
        .or(() -> place(on, cause))
        .or(() ->
            names(on, cause).stream()
                .map(NameCheck::refusal)
                .flatMap(Optional::stream)
                .findFirst());
  }

  /** Why the route takes it, where nothing else is asked. */
  static Finding passage(On on, Cause cause) {
    return names(on, cause).getFirst().passage();
  }

  private static Optional<Finding> kind(On on, Cause cause) {
    boolean right =
        switch (on) {
          case On.Branches _ -> cause instanceof Push push && push.ref().kind() == Ref.Kind.BRANCH;
          case On.Tags _ -> cause instanceof Push push && push.ref().kind() == Ref.Kind.TAG;
          case On.PullRequests _ -> cause instanceof PullRequest;
          case On.Images _ -> cause instanceof ImagePush;
          case On.Objects _ -> cause instanceof StoredObject;
        };
    return right
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                "it is for %s, this is %s".formatted(kind(on), is(cause)), Clause.ON, what(cause)));
  }

  private static String kind(On on) {
    return switch (on) {
      case On.Branches _ -> "branches";
      case On.Tags _ -> "tags";
      case On.PullRequests _ -> "pull requests";
      case On.Images _ -> "images";
      case On.Objects _ -> "objects";
    };
  }

  private static String is(Cause cause) {
    return switch (cause) {
      case Push push -> push.ref().kind() == Ref.Kind.TAG ? "a tag" : "a branch";
      case PullRequest _ -> "a pull request";
      case ImagePush _ -> "an image";
      case StoredObject _ -> "an object";
    };
  }

  /** The cause in a word, for records. */
  private static String what(Cause cause) {
    return switch (cause) {
      case Push push -> push.ref().name();
      case PullRequest pullRequest -> pullRequest.id();
      case ImagePush image -> image.repository();
      case StoredObject object -> object.key();
    };
  }

  private static Optional<Finding> place(On on, Cause cause) {
    return switch (cause) {
      case Push push -> repository(on, push.repository());
      case PullRequest pullRequest -> repository(on, pullRequest.repository());
      case ImagePush image ->
          on instanceof On.Images(var account, var region, var repository, _)
                  && account.equals(image.account())
                  && region.equals(image.region())
                  && repository.equals(image.repository())
              ? Optional.empty()
              : Optional.of(
                  Finding.of(
                      "it is for another repository of images",
                      Clause.IMAGE,
                      "%s/%s/%s".formatted(image.account(), image.region(), image.repository())));
      case StoredObject object ->
          on instanceof On.Objects(var account, var region, var bucket, _)
                  && account.equals(object.account())
                  && region.equals(object.region())
                  && bucket.equals(object.bucket())
              ? Optional.empty()
              : Optional.of(Finding.of("it is for another bucket", Clause.OBJECT, object.bucket()));
    };
  }

  private static Optional<Finding> repository(On on, Repository repository) {
    return on.gitRepository().equals(Optional.of(repository))
        ? Optional.empty()
        : Optional.of(
            Finding.of("it is for another repository", Clause.REPOSITORY, repository.toString()));
  }

  /** The names that are asked about, most telling first. */
  private static List<NameCheck> names(On on, Cause cause) {
    return switch (on) {
      case On.Branches(_, var names) when cause instanceof Push push ->
          List.of(
              new NameCheck(
                  "branch", Clause.BRANCHES, Clause.BRANCHES_EXCLUDE, names, push.ref().name()));
      case On.Tags(_, var names) when cause instanceof Push push ->
          List.of(new NameCheck("tag", Clause.TAGS, Clause.TAGS_EXCLUDE, names, push.ref().name()));
      case On.PullRequests(_, var destinations, var sources, _)
          when cause instanceof PullRequest pullRequest ->
          List.of(
              new NameCheck(
                  "destination",
                  Clause.DESTINATIONS,
                  Clause.DESTINATIONS_EXCLUDE,
                  destinations,
                  pullRequest.destination().ref().name()),
              new NameCheck(
                  "source",
                  Clause.SOURCES,
                  Clause.SOURCES_EXCLUDE,
                  sources,
                  pullRequest.source().ref().name()));
      case On.Images(_, _, _, var tags) when cause instanceof ImagePush image ->
          List.of(
              new NameCheck(
                  "image's tag",
                  Clause.IMAGE_TAGS,
                  Clause.IMAGE_TAGS_EXCLUDE,
                  tags,
                  image.tag().orElse("")));
      case On.Objects(_, _, _, var keys) when cause instanceof StoredObject object ->
          List.of(new NameCheck("key", Clause.KEYS, Clause.KEYS_EXCLUDE, keys, object.key()));
      case On.Branches _, On.Tags _, On.PullRequests _, On.Images _, On.Objects _ -> List.of();
    };
  }

  /** Why there is nothing to start for this one, if so. */
  static Optional<Finding> life(On on, Cause cause) {
    if (cause instanceof Push push && push.deletes()) {
      boolean tag = push.ref().kind() == Ref.Kind.TAG;
      return Optional.of(
          Finding.of(
              "the %s was deleted, there is no commit to start".formatted(tag ? "tag" : "branch"),
              tag ? Clause.TAGS : Clause.BRANCHES,
              push.ref().name()));
    }
    if (on instanceof On.PullRequests(_, _, _, var stages)
        && cause instanceof PullRequest pullRequest
        && !stages.contains(pullRequest.stage())) {
      return Optional.of(
          Finding.of(
              "it is not for pull requests being " + pullRequest.stage().word(),
              Clause.STAGES,
              pullRequest.stage().word()));
    }
    return Optional.empty();
  }
}
