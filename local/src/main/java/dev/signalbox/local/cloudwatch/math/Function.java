package dev.signalbox.local.cloudwatch.math;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.cloudwatch.math.Value.Figures;
import dev.signalbox.local.cloudwatch.math.Value.Scalar;
import dev.signalbox.local.cloudwatch.math.Value.Several;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A function of an expression. */
record Function(String name, Terms terms) {
  Value of(List<Value> arguments) {
    return switch (name) {
      case "SUM" -> gathered(arguments, DoubleStream::sum);
      case "AVG" -> gathered(arguments, it -> it.average().orElse(Double.NaN));
      case "MIN" -> gathered(arguments, it -> it.min().orElse(Double.NaN));
      case "MAX" -> gathered(arguments, it -> it.max().orElse(Double.NaN));
      case "ABS" -> each(arguments, Math::abs);
      case "CEIL" -> each(arguments, Math::ceil);
      case "FLOOR" -> each(arguments, Math::floor);
      case "FILL" -> filled(arguments);
      case "IF" -> chosen(arguments);
      case "PERIOD" -> new Scalar(terms.period());
      case "METRICS" -> new Several(terms.metrics());
      case "DIFF" -> steps(one(arguments), 1);
      case "RATE" -> steps(one(arguments), terms.period());
      default -> throw AwsError.notImplemented("monitoring", "the function " + name);
    };
  }

  private Value one(List<Value> arguments) {
    return argument(arguments, 0);
  }

  private Value argument(List<Value> arguments, int place) {
    if (place >= arguments.size()) {
      throw Expression.invalid(name + " has too few arguments");
    }
    return arguments.get(place);
  }

  /** Of several series time by time; of one over all of its times. */
  private Value gathered(List<Value> arguments, ToDoubleFunction<DoubleStream> gather) {
    return switch (one(arguments)) {
      case Scalar scalar -> scalar;
      case Figures(TreeMap<Long, Double> byTime) ->
          new Scalar(gather.applyAsDouble(numbers(byTime)));
      case Several(List<Value> values) -> byTime(values, gather);
    };
  }

  private static DoubleStream numbers(TreeMap<Long, Double> byTime) {
    return byTime.values().stream().mapToDouble(it -> it);
  }

  private static Value byTime(List<Value> values, ToDoubleFunction<DoubleStream> gather) {
    TreeMap<Long, Double> result = new TreeMap<>();
    for (Long time : times(values)) {
      result.put(
          time,
          gather.applyAsDouble(
              values.stream().mapToDouble(it -> Sum.at(it, time)).filter(it -> !Double.isNaN(it))));
    }
    return new Figures(result);
  }

  private static TreeSet<Long> times(List<Value> values) {
    TreeSet<Long> times = new TreeSet<>();
    for (Value value : values) {
      if (value instanceof Figures(TreeMap<Long, Double> byTime)) {
        times.addAll(byTime.keySet());
      }
    }
    return times;
  }

  private Value each(List<Value> arguments, DoubleUnaryOperator change) {
    return new Sum((a, _) -> change.applyAsDouble(a)).of(one(arguments), new Scalar(0));
  }

  private Value filled(List<Value> arguments) {
    Value filler = argument(arguments, 1);
    if (one(arguments) instanceof Several(List<Value> values)) {
      return new Several(values.stream().map(it -> filled(List.of(it, filler))).toList());
    }
    TreeMap<Long, Double> result = new TreeMap<>();
    for (Long time : terms.times()) {
      double there = Sum.at(one(arguments), time);
      double number = Double.isNaN(there) ? Sum.at(filler, time) : there;
      if (!Double.isNaN(number)) {
        result.put(time, number);
      }
    }
    return new Figures(result);
  }

  /** Where a condition has no number the result has none. */
  private Value chosen(List<Value> arguments) {
    Value condition = argument(arguments, 0);
    Value yes = argument(arguments, 1);
    Value no = arguments.size() > 2 ? arguments.get(2) : new Scalar(Double.NaN);
    if (condition instanceof Scalar(double number)) {
      return number != 0 ? yes : no;
    }
    TreeMap<Long, Double> result = new TreeMap<>();
    for (Long time : times(List.of(condition))) {
      double number = Sum.at(Sum.at(condition, time) != 0 ? yes : no, time);
      if (!Double.isNaN(number)) {
        result.put(time, number);
      }
    }
    return new Figures(result);
  }

  private static Value steps(Value value, double per) {
    TreeMap<Long, Double> result = new TreeMap<>();
    if (value instanceof Figures(TreeMap<Long, Double> byTime)) {
      List<Map.Entry<Long, Double>> entries = new ArrayList<>(byTime.entrySet());
      for (int i = 1; i < entries.size(); i++) {
        double step = entries.get(i).getValue() - entries.get(i - 1).getValue();
        result.put(entries.get(i).getKey(), step / per);
      }
    }
    return new Figures(result);
  }
}
