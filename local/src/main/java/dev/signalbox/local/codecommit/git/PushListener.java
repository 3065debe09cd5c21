package dev.signalbox.local.codecommit.git;

import dev.signalbox.local.api.Caller;
import java.util.List;

/** Hears of all references that moved together, once, after their events. */
@FunctionalInterface
public interface PushListener {
  void pushed(Hosted repository, Caller caller, List<Moved> moved);
}
