package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline as far as starting it needs to know.
 *
 * @param takesOverrides whether a start can name revisions and variables (type V2)
 * @param sources its CodeCommit source actions
 */
public record Pipeline(PipelineId id, boolean takesOverrides, List<SourceAction> sources) {
  public Pipeline {
    sources = List.copyOf(sources);
  }

  /**
   * A source action that reads a CodeCommit repository.
   *
   * @param branch absent where the definition leaves it to a variable
   */
  public record SourceAction(String name, String repository, Optional<String> branch) {}

  /**
   * The source actions that are to read the pushed commit: those of the pushed branch or, where
   * none names it, all of the repository.
   */
  List<SourceAction> sourcesFor(Push push) {
    List<SourceAction> ofRepository =
        sources.stream()
            .filter(source -> source.repository().equals(push.repository().name()))
            .toList();
    if (ofRepository.isEmpty()) {
      throw new Refused(
          "Pipeline %s has no CodeCommit source action for repository '%s'"
              .formatted(id, push.repository().name()));
    }
    List<SourceAction> ofBranch =
        ofRepository.stream()
            .filter(source -> source.branch().equals(Optional.of(push.ref().name())))
            .toList();
    return ofBranch.isEmpty() ? ofRepository : ofBranch;
  }
}
