package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can stand between ${ and } in a variable's value, by what a route is for. */
final class Placeholders {
  private static final List<String> GIT = List.of("commit", "repository", "ref");

  static final List<String> OF_PROMOTIONS =
      List.of("branch", "commit", "repository", "ref", "from-pipeline", "from-execution");

  private Placeholders() {}

  static List<String> of(On on) {
    List<String> own =
        switch (on) {
          case On.Branches _ -> List.of("branch", "before");
          case On.Tags _ -> List.of("tag", "before");
          case On.PullRequests _ -> List.of("branch", "destination", "pull-request");
          case On.Images _ -> List.of("repository", "tag", "digest");
          case On.Objects _ -> List.of("bucket", "key", "object-version");
        };
    return on.gitRepository().isPresent()
        ? Stream.concat(own.stream(), GIT.stream()).toList()
        : own;
  }

  static Map<String, String> values(Cause cause) {
    Map<String, String> values = new LinkedHashMap<>();
    switch (cause) {
      case Push push -> {
        String name = push.ref().kind() == Ref.Kind.TAG ? "tag" : "branch";
        values.put(name, push.ref().name());
        values.put("before", push.before().map(CommitId::value).orElse(""));
        values.put("commit", push.after().map(CommitId::value).orElse(""));
        values.put("repository", push.repository().name());
        values.put("ref", push.ref().fullName());
      }
      case PullRequest pullRequest -> {
        values.put("branch", pullRequest.source().ref().name());
        values.put("destination", pullRequest.destination().ref().name());
        values.put("pull-request", pullRequest.id());
        values.put("commit", pullRequest.source().commit().value());
        values.put("repository", pullRequest.repository().name());
        values.put("ref", pullRequest.source().ref().fullName());
      }
      case ImagePush image -> {
        values.put("repository", image.repository());
        values.put("tag", image.tag().orElse(""));
        values.put("digest", image.digest());
      }
      case StoredObject object -> {
        values.put("bucket", object.bucket());
        values.put("key", object.key());
        values.put("object-version", object.version().orElse(""));
      }
    }
    return values;
  }
}
