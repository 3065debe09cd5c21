package dev.signalbox.local.cloudwatch.math;

import java.util.List;

/** What an expression may speak of. */
public interface Terms {
  /**
   * The series of that id.
   *
   * @throws dev.signalbox.local.api.AwsError where there is none
   */
  Value value(String id);

  /** Every metric of the request. */
  List<Value> metrics();

  /** The times a series could have numbers at. */
  List<Long> times();

  /** In seconds. */
  int period();
}
