package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;

/** Has another service do something, which goes on there while {@code local} is stopped. */
interface Followed extends Provider {
  /** Waits for the end of what the other service calls by this id. */
  void follow(Work work, Report report, String id);

  @Override
  default void resume(Work work, Report report) {
    work.run()
        .external()
        .id()
        .ifPresentOrElse(it -> follow(work, report, it), () -> Provider.super.resume(work, report));
  }
}
