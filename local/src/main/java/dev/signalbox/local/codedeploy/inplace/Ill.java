package dev.signalbox.local.codedeploy.inplace;

import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;

/** A lifecycle event has failed on an instance. */
final class Ill extends Exception {
  private static final long serialVersionUID = 1L;

  private final LifecycleErrorCode code;
  private final String script;
  private final String log;

  Ill(LifecycleErrorCode code, String script, String message, String log) {
    super(message, null, false, false);
    this.code = code;
    this.script = script;
    this.log = log;
  }

  static Ill of(String message) {
    return new Ill(LifecycleErrorCode.UNKNOWN_ERROR, "", message, "");
  }

  LifecycleErrorCode code() {
    return code;
  }

  String script() {
    return script;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String log() {
    return log;
  }
}
