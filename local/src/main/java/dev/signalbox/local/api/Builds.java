package dev.signalbox.local.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** CodeBuild, as CodePipeline's build and test actions use it. */
public interface Builds {
  /**
   * An environment variable as CodeBuild types them: PLAINTEXT, PARAMETER_STORE or SECRETS_MANAGER.
   */
  record Variable(String name, String value, String type) {}

  /**
   * One input artifact: its name (the secondary ones' directories are {@code
   * CODEBUILD_SRC_DIR_<name>}) and its zip.
   */
  record Source(String name, Path zip, String version) {}

  /**
   * @param sources the primary source first
   * @param outputs the names of the action's output artifacts; the first is the buildspec's primary
   *     artifact when there is one
   * @param initiator {@code codepipeline/<pipeline>}
   */
  record Request(
      String project,
      List<Source> sources,
      List<String> outputs,
      List<Variable> variables,
      String initiator) {}

  /**
   * @param status SUCCEEDED, FAILED, STOPPED, TIMED_OUT or FAULT
   * @param failure the first failed phase and its message
   * @param exported the buildspec's exported variables
   * @param artifacts a zip for each output that was produced, by name; they are gone when {@code
   *     done} returns
   */
  record Result(
      String buildId,
      String status,
      Optional<String> failure,
      Map<String, String> exported,
      Map<String, Path> artifacts,
      String logsUrl) {}

  /**
   * Starts a build and returns its id ({@code project:uuid}); {@code done} is called once, also
   * when it was stopped, but not when {@code local} itself ends before the build.
   *
   * @throws AwsError ResourceNotFoundException for an unknown project
   */
  String start(Place place, Request request, Consumer<Result> done);

  /** Stops the build and everything it started; nothing when it has ended. */
  void stop(Place place, String buildId);
}
