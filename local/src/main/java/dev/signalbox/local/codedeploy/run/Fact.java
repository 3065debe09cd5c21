package dev.signalbox.local.codedeploy.run;

import software.amazon.awssdk.services.codedeploy.model.ErrorCode;

/** What became known about a deployment. */
sealed interface Fact {
  /** It may begin. */
  record Begun() implements Fact {}

  /**
   * A step is done. Of another step than the current one it is old news.
   *
   * @param step its number
   */
  record Done(int step) implements Fact {}

  /** A step failed. Of another step than the current one it is old news. */
  record Failed(int step, ErrorCode code, String why) implements Fact {}

  /** A step was not done in its time. Of another step than the current one it is old news. */
  record Late(int step) implements Fact {}

  /** Somebody asked for the end. */
  record Stop(boolean rollBack) implements Fact {}

  /** An alarm that the deployment watches is active, or cannot be read. */
  record Alarm(String why) implements Fact {}
}
