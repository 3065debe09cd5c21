package dev.signalbox.local.codedeploy.run;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;

/** After which ends a deployment is rolled back by another one. */
public record UndoWhen(boolean failed, boolean alarmed, boolean stopped) {
  static final UndoWhen NEVER = new UndoWhen(false, false, false);

  public static UndoWhen of(@Nullable AutoRollbackConfiguration configuration) {
    if (configuration == null || !Boolean.TRUE.equals(configuration.enabled())) {
      return NEVER;
    }
    return new UndoWhen(
        configuration.events().contains(AutoRollbackEvent.DEPLOYMENT_FAILURE),
        configuration.events().contains(AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM),
        configuration.events().contains(AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST));
  }
}
