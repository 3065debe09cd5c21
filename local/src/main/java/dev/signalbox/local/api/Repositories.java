package dev.signalbox.local.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** CodeCommit, as CodePipeline's source action sees it. */
public interface Repositories {
  record Commit(String id, String message, String author, Instant authored, Instant committed) {}

  /**
   * @param specifier a branch, a tag or a full commit id
   * @return empty when the repository has no such commit
   * @throws AwsError RepositoryDoesNotExistException
   */
  Optional<Commit> commit(Place place, String repository, String specifier);

  /**
   * Writes the commit's files as a zip (file modes kept, no {@code .git}), entries in the order of
   * their paths.
   */
  void writeZip(Place place, String repository, String commitId, Path zip);
}
