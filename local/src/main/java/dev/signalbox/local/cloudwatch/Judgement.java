package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Alarms.State;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;

/**
 * When an alarm is in which state.
 *
 * @param periods how many are looked at
 * @param toAlarm how many of them have to be beyond the threshold
 * @param missing what periods without a number count as: {@code missing}, {@code ignore}, {@code
 *     breaching}, {@code notBreaching}
 */
record Judgement(
    int periods, int toAlarm, double threshold, ComparisonOperator comparison, String missing) {

  /**
   * The state that follows; empty where it stays as it is.
   *
   * @param found the newest numbers there are, at most as many as periods are looked at
   */
  Optional<State> of(List<Double> found) {
    int beyond = (int) found.stream().filter(this::breaches).count();
    int within = found.size() - beyond;
    int lacking = periods - found.size();
    return switch (missing) {
      case "breaching" -> Optional.of(alarmIf(beyond + lacking >= toAlarm));
      case "notBreaching" -> Optional.of(alarmIf(beyond >= toAlarm));
      case "ignore" -> ignoring(beyond, within);
      default -> Optional.of(knowing(found.size(), beyond));
    };
  }

  private Optional<State> ignoring(int beyond, int within) {
    if (beyond >= toAlarm) {
      return Optional.of(State.ALARM);
    }
    return within > 0 ? Optional.of(State.OK) : Optional.empty();
  }

  /** Too few numbers all of which are beyond are enough, as on AWS. */
  private State knowing(int found, int beyond) {
    return found == 0 ? State.INSUFFICIENT_DATA : alarmIf(beyond >= Math.min(toAlarm, found));
  }

  private static State alarmIf(boolean alarm) {
    return alarm ? State.ALARM : State.OK;
  }

  private boolean breaches(double number) {
    return switch (comparison) {
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> number >= threshold;
      case GREATER_THAN_THRESHOLD -> number > threshold;
      case LESS_THAN_THRESHOLD -> number < threshold;
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> number <= threshold;
      default -> false;
    };
  }
}
