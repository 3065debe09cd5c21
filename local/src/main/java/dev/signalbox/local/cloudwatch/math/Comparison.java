package dev.signalbox.local.cloudwatch.math;

/** A comparison: 1 where it holds, 0 where it does not. */
final class Comparison {
  private Comparison() {}

  static double of(String operator, double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return Double.NaN;
    }
    boolean holds =
        switch (operator) {
          case "<" -> left < right;
          case "<=" -> left <= right;
          case ">" -> left > right;
          case ">=" -> left >= right;
          case "==" -> left == right;
          default -> left != right;
        };
    return holds ? 1 : 0;
  }
}
