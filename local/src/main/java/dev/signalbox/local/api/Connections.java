package dev.signalbox.local.api;

import java.nio.file.Path;
import java.util.Optional;

/** Repositories of other providers, as CodePipeline's source action for connections sees them. */
public interface Connections {
  /** Whether anybody has said where this repository is. */
  boolean know(String repository);

  /**
   * Fetches, and finds a commit in what has come.
   *
   * @param repository such as {@code acme/shop}
   * @param specifier a branch or a full commit id
   * @throws AwsError where the repository cannot be fetched
   */
  Optional<Repositories.Commit> commit(String repository, String specifier);

  /** Writes a commit's files as a zip, as {@link Repositories#writeZip} does. */
  void writeZip(String repository, String commitId, Path zip);
}
