package dev.signalbox.core.start;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;

/** The event buses of accounts that decide by themselves. */
public interface Buses {
  /** Telling a bus of a push again changes nothing: the other side knows pushes by their move. */
  void forward(Push push, PipelineId pipeline, Reach.Bus bus);
}
