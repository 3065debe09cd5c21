package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.codedeploy.run.Revisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.RevisionInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/** The revisions that were registered or deployed, by application. */
final class RevisionRegister {
  /** A RevisionInfo as the API shows it. */
  record Kept(ObjectNode revision) {
    RevisionInfo shown() {
      return Shapes.fill(RevisionInfo.builder(), revision).build();
    }
  }

  private final Table<Kept> revisions;

  RevisionRegister(Store store) {
    this.revisions = store.table("codedeploy.revisions", Kept.class);
  }

  /** With the SHA-256 of what is in it, where that can be seen. */
  static RevisionLocation named(RevisionLocation revision) {
    return switch (revision.revisionType()) {
      case STRING ->
          revision.string().content() == null
              ? revision
              : revision.toBuilder()
                  .string(
                      revision.string().toBuilder()
                          .sha256(
                              Revisions.sum(
                                  revision.string().content(), revision.string().sha256()))
                          .build())
                  .build();
      case APP_SPEC_CONTENT ->
          revision.appSpecContent().content() == null
              ? revision
              : revision.toBuilder()
                  .appSpecContent(
                      revision.appSpecContent().toBuilder()
                          .sha256(
                              Revisions.sum(
                                  revision.appSpecContent().content(),
                                  revision.appSpecContent().sha256()))
                          .build())
                  .build();
      default -> revision;
    };
  }

  /**
   * @param group that it was deployed to; null when it was only registered
   */
  void note(
      Place place,
      String application,
      RevisionLocation revision,
      Instant now,
      @Nullable String group) {
    RevisionInfo before =
        find(place, application, revision)
            .orElseGet(() ->
                RevisionInfo.builder()
                    .revisionLocation(revision)
                    .genericRevisionInfo(it -> it.registerTime(now))
                    .build());
    var generic = before.genericRevisionInfo().toBuilder();
    if (group != null) {
      List<String> groups = new ArrayList<>(before.genericRevisionInfo().deploymentGroups());
      if (!groups.contains(group)) {
        groups.add(group);
      }
      generic.deploymentGroups(groups).lastUsedTime(now);
      if (before.genericRevisionInfo().firstUsedTime() == null) {
        generic.firstUsedTime(now);
      }
    }
    revisions.put(
        key(place, application, revision),
        new Kept(Shapes.json(before.toBuilder().genericRevisionInfo(generic.build()).build())));
  }

  Optional<RevisionInfo> find(Place place, String application, RevisionLocation revision) {
    return revisions.get(key(place, application, revision)).map(Kept::shown);
  }

  /** In no order. */
  List<RevisionInfo> of(Place place, String application) {
    return revisions.startingWith(place.key(application + "/")).stream().map(Kept::shown).toList();
  }

  private static String key(Place place, String application, RevisionLocation revision) {
    RevisionLocation named = named(revision);
    String what =
        switch (named.revisionType()) {
          case STRING -> named.string().sha256();
          case APP_SPEC_CONTENT -> named.appSpecContent().sha256();
          default -> Revisions.sha256(Shapes.json(named).toString());
        };
    return place.key(application + "/" + named.revisionTypeAsString() + "/" + what);
  }
}
