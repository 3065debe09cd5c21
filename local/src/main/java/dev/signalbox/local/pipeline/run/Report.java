package dev.signalbox.local.pipeline.run;

import java.time.Duration;

/** How an action under way tells what becomes of it. */
public interface Report {
  void progress(External external);

  /** Once; later calls change nothing. */
  void ended(Outcome outcome);

  /** Ends the action so unless it has ended, or this was called again, by then. */
  void unlessWithin(Duration time, Outcome outcome);
}
