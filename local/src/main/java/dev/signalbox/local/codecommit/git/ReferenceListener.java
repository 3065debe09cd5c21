package dev.signalbox.local.codecommit.git;

import dev.signalbox.local.api.Caller;

/** Hears of every reference that moved, after its event, in the order in which they moved. */
@FunctionalInterface
public interface ReferenceListener {
  void moved(Hosted repository, Caller caller, Moved moved);
}
