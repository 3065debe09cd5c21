package dev.signalbox.local.codedeploy.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;

/**
 * The alarms a deployment watches.
 *
 * @param blind whether it goes on when one cannot be read
 */
public record AlarmSettings(List<String> names, boolean blind) {
  /** The deployment's own stand for those of its group. */
  public static AlarmSettings of(
      @Nullable AlarmConfiguration own, @Nullable AlarmConfiguration ofGroup) {
    AlarmConfiguration used = own == null ? ofGroup : own;
    if (used == null || !Boolean.TRUE.equals(used.enabled())) {
      return new AlarmSettings(List.of(), false);
    }
    return new AlarmSettings(
        used.alarms().stream().map(Alarm::name).toList(),
        Boolean.TRUE.equals(used.ignorePollAlarmFailure()));
  }
}
