package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the alarms a deployment watches let it go on. */
public record AlarmWatch(Alarms alarms) {
  /**
   * Why the deployment has to stop.
   *
   * @param blind whether an alarm that cannot be read is passed over
   */
  public Optional<String> objection(Place place, List<String> names, boolean blind) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var states = alarms.states(place, names);
    List<String> missing = new ArrayList<>(names);
    missing.removeAll(states.keySet());
    if (!missing.isEmpty() && !blind) {
      return Optional.of(
          "The state of these alarms cannot be read, and the deployment has been stopped: "
              + String.join(", ", missing));
    }
    List<String> active =
        names.stream().filter(it -> states.get(it) == Alarms.State.ALARM).toList();
    return active.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "One or more alarms have been activated according to the Amazon CloudWatch metrics"
                + " you selected, and the affected deployments have been stopped. Activated"
                + " alarms: "
                + String.join(", ", active));
  }
}
