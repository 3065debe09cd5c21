package dev.signalbox.local.build;

import java.util.List;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** Why a build ends before it is through. */
enum Ending {
  STOPPED(StatusType.STOPPED, "", ""),
  TIMED_OUT(StatusType.TIMED_OUT, "BUILD_TIMED_OUT", "Build has timed out. "),
  TOO_MANY_PROCESSES(
      StatusType.FAILED, "CLIENT_ERROR", "The build has started too many processes at once"),
  /** {@code local} itself ends. */
  CUT_OFF(StatusType.FAULT, "INTERNAL_SERVICE_ERROR", "signalbox local was stopped");

  private final StatusType status;
  private final String code;
  private final String message;

  Ending(StatusType status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  StatusType status() {
    return status;
  }

  /** What the phase says in which the build ended. */
  List<PhaseContext> contexts() {
    return code.isEmpty() ? List.of() : List.of(context());
  }

  private PhaseContext context() {
    return PhaseContext.builder().statusCode(code).message(message).build();
  }
}
