package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.Files.Content;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import software.amazon.awssdk.services.codecommit.model.ConflictDetailLevelTypeEnum;
import software.amazon.awssdk.services.codecommit.model.ConflictResolutionStrategyTypeEnum;

/**
 * One path that both sides changed, merged as far as the policy goes.
 *
 * @param result what comes of it: a file, or none; of no meaning where there is a conflict
 * @param text merged text still to be stored as the file's content
 */
record Attempt(Optional<Content> result, Optional<byte[]> text, Optional<Conflict> conflict) {

  static Attempt at(Repository repository, Versions versions, Policy policy) {
    if (!versions.areFiles()) {
      return unresolved(versions, policy, new Conflict(versions, false, false, true, List.of()));
    }
    Optional<FileMode> mode = versions.mode();
    boolean onBothSides = versions.source().isPresent() && versions.destination().isPresent();
    boolean modeConflict = onBothSides && mode.isEmpty();
    Optional<ObjectId> blob = versions.blob();
    if (blob.isPresent()) {
      return mode.isPresent()
          ? merged(new Content(mode.get(), blob.get()), Optional.empty())
          : unresolved(
              versions, policy, new Conflict(versions, false, modeConflict, false, List.of()));
    }
    Optional<Lines> lines = onBothSides ? lines(repository, versions) : Optional.empty();
    Optional<Lines> clean = lines.filter(merge -> policy.mergesLines() && !merge.conflict());
    if (clean.isPresent() && mode.isPresent()) {
      return merged(mode(versions, mode), clean.map(merge -> merge.text(false)));
    }
    boolean byLine = policy.level() == ConflictDetailLevelTypeEnum.LINE_LEVEL;
    if (byLine && lines.isPresent() && takesASide(policy)) {
      boolean source = policy.strategy() == ConflictResolutionStrategyTypeEnum.ACCEPT_SOURCE;
      Content side = (source ? versions.source() : versions.destination()).orElseThrow();
      return merged(
          new Content(mode.orElse(side.mode()), side.id()), lines.map(it -> it.text(source)));
    }
    List<Hunk> hunks = hunks(repository, versions, lines.filter(_ -> policy.mergesLines()));
    return unresolved(
        versions, policy, new Conflict(versions, clean.isEmpty(), modeConflict, false, hunks));
  }

  private static Content mode(Versions versions, Optional<FileMode> mode) {
    return new Content(mode.orElseThrow(), versions.destination().orElseThrow().id());
  }

  private static Attempt merged(Content content, Optional<byte[]> text) {
    return new Attempt(Optional.of(content), text, Optional.empty());
  }

  private static boolean takesASide(Policy policy) {
    return policy.strategy() == ConflictResolutionStrategyTypeEnum.ACCEPT_SOURCE
        || policy.strategy() == ConflictResolutionStrategyTypeEnum.ACCEPT_DESTINATION;
  }

  private static Attempt unresolved(Versions versions, Policy policy, Conflict conflict) {
    return switch (policy.strategy()) {
      case ACCEPT_SOURCE -> new Attempt(versions.source(), Optional.empty(), Optional.empty());
      case ACCEPT_DESTINATION ->
          new Attempt(versions.destination(), Optional.empty(), Optional.empty());
      default -> new Attempt(Optional.empty(), Optional.empty(), Optional.of(conflict));
    };
  }

  private static Optional<Lines> lines(Repository repository, Versions versions) {
    Optional<RawText> base =
        versions.base().isEmpty()
            ? Optional.of(RawText.EMPTY_TEXT)
            : text(repository, versions.base());
    Optional<RawText> source = text(repository, versions.source());
    Optional<RawText> destination = text(repository, versions.destination());
    return base.isPresent() && source.isPresent() && destination.isPresent()
        ? Optional.of(Lines.of(base.get(), source.get(), destination.get()))
        : Optional.empty();
  }

  private static Optional<RawText> text(Repository repository, Optional<Content> content) {
    return content
        .filter(file -> !file.mode().equals(FileMode.SYMLINK))
        .flatMap(file -> Text.of(repository, file));
  }

  /** Of the whole files where lines are not merged. */
  private static List<Hunk> hunks(Repository repository, Versions versions, Optional<Lines> lines) {
    return lines
        .map(Lines::hunks)
        .orElseGet(() ->
            List.of(
                new Hunk(
                    true,
                    whole(repository, versions.base()),
                    whole(repository, versions.source()),
                    whole(repository, versions.destination()))));
  }

  private static Optional<Hunk.Part> whole(Repository repository, Optional<Content> content) {
    return text(repository, content)
        .map(text -> new Hunk.Part(0, text.size(), text.getRawContent()));
  }
}
