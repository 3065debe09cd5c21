package dev.signalbox.local.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build is to do, as its buildspec of version 0.2 says.
 *
 * @param parameters variables by the names of the Parameter Store's parameters that hold them
 * @param secrets variables by their reference into Secrets Manager
 * @param exported the names of the variables that later actions of a pipeline may use
 * @param gitCredentials whether git is to have the build's own credentials for CodeCommit
 * @param phases by {@code install}, {@code pre_build}, {@code build} and {@code post_build}
 * @param secondaryArtifacts by artifact identifier
 * @param notes what the buildspec asks for and a build on this machine does without, and its
 *     unknown keys
 */
record Buildspec(
    Optional<String> shell,
    Map<String, String> variables,
    Map<String, String> parameters,
    Map<String, String> secrets,
    List<String> exported,
    boolean gitCredentials,
    Map<String, Phase> phases,
    Optional<Output> artifacts,
    Map<String, Output> secondaryArtifacts,
    List<String> cachePaths,
    List<String> notes) {

  /** What comes after a phase that failed. */
  enum OnFailure {
    ABORT,
    CONTINUE
  }

  /**
   * @param last run also when one of the commands failed
   * @param onFailure empty for the way the phases themselves go on
   */
  record Phase(List<String> commands, List<String> last, Optional<OnFailure> onFailure) {
    static final Phase EMPTY = new Phase(List.of(), List.of(), Optional.empty());
  }

  /**
   * Which files a build leaves behind.
   *
   * @param files patterns below the base directory
   * @param name may hold variables and command substitutions
   */
  record Output(
      List<String> files,
      List<String> excluded,
      Optional<String> baseDirectory,
      boolean discardPaths,
      Optional<String> name) {}

  Phase phase(String name) {
    return phases.getOrDefault(name, Phase.EMPTY);
  }
}
