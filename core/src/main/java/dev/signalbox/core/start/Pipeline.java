package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.start.SourceAction.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline as far as starting it needs to know.
 *
 * @param takesOverrides whether a start can name revisions and variables (type V2)
 * @param sources its source actions that read what we know
 */
public record Pipeline(PipelineId id, boolean takesOverrides, List<SourceAction> sources) {
  public Pipeline {
    sources = List.copyOf(sources);
  }

  /** What each source action that has to do with this cause is to read. */
  Map<String, Revision> revisionsFor(Cause cause) {
    return switch (cause) {
      case Push push ->
          revisions(
              reading(git(push.repository()), push.repository().name(), push.ref().name()),
              push.revision());
      case PullRequest pullRequest ->
          revisions(
              reading(
                  git(pullRequest.repository()),
                  pullRequest.repository().name(),
                  pullRequest.source().ref().name()),
              pullRequest.revision());
      case ImagePush image ->
          revisions(
              reading(Kind.ECR, image.repository(), image.tag().orElse("latest")),
              image.revision());
      case StoredObject object -> revisionsFor(object);
    };
  }

  private static Kind git(Repository repository) {
    return repository.provider() == Provider.CODECOMMIT ? Kind.CODECOMMIT : Kind.CONNECTION;
  }

  /** A version belongs to a key: where the action reads another key, it is told the key. */
  private Map<String, Revision> revisionsFor(StoredObject object) {
    Map<String, Revision> revisions = new LinkedHashMap<>();
    for (SourceAction source : reading(Kind.S3, object.bucket(), object.key())) {
      boolean sameKey = source.selector().equals(Optional.of(object.key()));
      revisions.put(
          source.name(),
          sameKey ? object.revision() : new Revision(Revision.Type.S3_OBJECT_KEY, object.key()));
    }
    return revisions;
  }

  private static Map<String, Revision> revisions(List<SourceAction> sources, Revision revision) {
    Map<String, Revision> revisions = new LinkedHashMap<>();
    sources.forEach(source -> revisions.put(source.name(), revision));
    return revisions;
  }

  /**
   * The source actions that read this: those that select just that or, where none does, all of that
   * place.
   */
  private List<SourceAction> reading(Kind kind, String place, String selected) {
    List<SourceAction> there =
        sources.stream()
            .filter(source -> source.kind() == kind && source.place().equals(place))
            .toList();
    if (there.isEmpty()) {
      throw new Refused(
          "Pipeline %s has no %s source action for %s '%s'"
              .formatted(id, kind.product(), kind.noun(), place));
    }
    List<SourceAction> exact =
        there.stream().filter(source -> source.selector().equals(Optional.of(selected))).toList();
    return exact.isEmpty() ? there : exact;
  }
}
