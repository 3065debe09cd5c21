package dev.signalbox.local.cloudwatch.math;

import dev.signalbox.local.cloudwatch.math.Value.Figures;
import dev.signalbox.local.cloudwatch.math.Value.Scalar;
import dev.signalbox.local.cloudwatch.math.Value.Several;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** An operator between two values: where one of them has no number, neither has the result. */
record Sum(DoubleBinaryOperator operator) {
  Value of(Value left, Value right) {
    if (left instanceof Scalar(double a) && right instanceof Scalar(double b)) {
      return new Scalar(operator.applyAsDouble(a, b));
    }
    if (left instanceof Several(List<Value> values)) {
      return new Several(values.stream().map(it -> of(it, right)).toList());
    }
    if (right instanceof Several(List<Value> values)) {
      return new Several(values.stream().map(it -> of(left, it)).toList());
    }
    TreeMap<Long, Double> result = new TreeMap<>();
    Figures times = left instanceof Figures figures ? figures : (Figures) right;
    for (Long time : times.byTime().keySet()) {
      double number = operator.applyAsDouble(at(left, time), at(right, time));
      if (Double.isFinite(number)) {
        result.put(time, number);
      }
    }
    return new Figures(result);
  }

  static double at(Value value, Long time) {
    return switch (value) {
      case Scalar(double number) -> number;
      case Figures(TreeMap<Long, Double> byTime) -> byTime.getOrDefault(time, Double.NaN);
      case Several _ -> Double.NaN;
    };
  }
}
