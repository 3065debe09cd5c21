package dev.signalbox.local.api;

import java.util.Collection;
import java.util.Map;

/** CloudWatch's alarms, as the services that stop because of them see them. */
@FunctionalInterface
public interface Alarms {
  /** What an alarm is in. */
  enum State {
    OK,
    ALARM,
    INSUFFICIENT_DATA
  }

  /** The states of those alarms that exist, by name. */
  Map<String, State> states(Place place, Collection<String> names);
}
