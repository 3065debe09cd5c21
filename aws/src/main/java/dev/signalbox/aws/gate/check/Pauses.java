package dev.signalbox.aws.gate.check;

import java.time.Duration;

/** How one waits between two measurements. */
public interface Pauses {
  void pause(Duration time) throws InterruptedException;
}
