package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** What CodeDeploy refuses of a deployment group whatever its platform. */
final class GroupRules {
  private static final int MOST_ALARMS = 10;
  private static final int MOST_TRIGGERS = 10;

  private GroupRules() {}

  static void check(DeploymentGroupInfo group) {
    if (group.serviceRoleArn() == null || group.serviceRoleArn().isEmpty()) {
      throw AwsError.of("RoleRequiredException", "Service role is required");
    }
    if (!group.serviceRoleArn().matches("arn:aws:iam::\\d{12}:role/.+")) {
      throw AwsError.of(
          "InvalidRoleException", "Service role is not valid: " + group.serviceRoleArn());
    }
    if (group.triggerConfigurations().size() > MOST_TRIGGERS) {
      throw AwsError.of(
          "TriggerTargetsLimitExceededException", "A deployment group has at most 10 triggers");
    }
    check(group.alarmConfiguration());
    check(group.autoRollbackConfiguration());
  }

  static void check(@Nullable AlarmConfiguration alarms) {
    if (alarms == null) {
      return;
    }
    if (alarms.alarms().size() > MOST_ALARMS) {
      throw AwsError.of("AlarmsLimitExceededException", "At most 10 alarms are watched");
    }
    if (alarms.alarms().stream().anyMatch(it -> it.name() == null || it.name().isBlank())
        || alarms.alarms().stream().distinct().count() < alarms.alarms().size()
        || (Boolean.TRUE.equals(alarms.enabled()) && alarms.alarms().isEmpty())) {
      throw AwsError.of(
          "InvalidAlarmConfigException",
          "The alarm configuration has no alarms, one without a name or one twice");
    }
  }

  static void check(@Nullable AutoRollbackConfiguration rollback) {
    if (rollback == null) {
      return;
    }
    if ((Boolean.TRUE.equals(rollback.enabled()) && rollback.events().isEmpty())
        || rollback.events().contains(AutoRollbackEvent.UNKNOWN_TO_SDK_VERSION)
        || rollback.events().stream().anyMatch(Objects::isNull)) {
      throw AwsError.of(
          "InvalidAutoRollbackConfigException",
          "The automatic rollback configuration has no events, or one that is none");
    }
  }
}
