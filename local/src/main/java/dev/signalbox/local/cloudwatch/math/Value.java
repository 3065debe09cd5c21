package dev.signalbox.local.cloudwatch.math;

import java.util.List;
import java.util.TreeMap;

/** What an expression comes to. */
public sealed interface Value {
  /** One number for every time. */
  record Scalar(double number) implements Value {}

  /** A number for each time that has one. */
  record Figures(TreeMap<Long, Double> byTime) implements Value {}

  /** Several series. */
  record Several(List<Value> values) implements Value {}
}
