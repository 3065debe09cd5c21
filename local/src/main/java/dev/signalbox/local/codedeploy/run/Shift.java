package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A deployment that shifts traffic, as it is kept.
 *
 * @param parts what its platform knows about it
 * @param alarms those it watches
 * @param blind whether it goes on when an alarm cannot be read
 * @param asked the hook whose function has been asked last, so that none is asked twice
 */
record Shift(
    String account,
    String region,
    String id,
    String group,
    Course course,
    Map<String, String> parts,
    List<String> alarms,
    boolean blind,
    String asked) {
  Shift {
    parts = Map.copyOf(parts);
    alarms = List.copyOf(alarms);
  }

  Place place() {
    return new Place(account, region);
  }

  Shift with(Course newCourse) {
    return new Shift(account, region, id, group, newCourse, parts, alarms, blind, asked);
  }

  /** The new ones beside the others. */
  Shift with(Map<String, String> newParts) {
    Map<String, String> all = new HashMap<>(parts);
    all.putAll(newParts);
    return new Shift(account, region, id, group, course, all, alarms, blind, asked);
  }

  Shift asking(String hook) {
    return new Shift(account, region, id, group, course, parts, alarms, blind, hook);
  }
}
