package dev.signalbox.local.build;

import software.amazon.awssdk.services.codebuild.model.PhaseContext;

/** A phase of a build failed for a reason that its context names as CodeBuild does. */
final class PhaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String text;

  PhaseFailure(String code, String text) {
    super(code + ": " + text, null, false, false);
    this.code = code;
    this.text = text;
  }

  /** What the user's project, source or buildspec is to blame for. */
  static PhaseFailure client(String text) {
    return new PhaseFailure("CLIENT_ERROR", text);
  }

  /** {@code YAML_FILE_ERROR}, {@code CLIENT_ERROR}, {@code COMMAND_EXECUTION_ERROR} … */
  String code() {
    return code;
  }

  String text() {
    return text;
  }

  /** As the API and the events show it. */
  PhaseContext context() {
    return PhaseContext.builder().statusCode(code).message(text).build();
  }
}
