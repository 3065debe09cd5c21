package dev.signalbox.local.events;

import dev.signalbox.local.api.Place;

/** Where events enter a bus. */
@FunctionalInterface
interface Inlet {
  /** A bus that does not exist swallows the event, as on AWS. */
  void take(Place place, String bus, Arrival arrival);
}
