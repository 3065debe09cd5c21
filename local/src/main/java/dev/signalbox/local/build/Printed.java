package dev.signalbox.local.build;

import java.util.List;

/** Takes what a build's commands print. */
@FunctionalInterface
interface Printed {
  void lines(List<String> lines);

  /** False when further lines would only be thrown away. */
  default boolean wanted() {
    return true;
  }
}
