package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.AwsError;
import java.util.Arrays;

/** What is made of the values of a period. */
sealed interface Statistic {
  /** Those that every metric has. */
  enum Simple implements Statistic {
    SAMPLE_COUNT("SampleCount"),
    AVERAGE("Average"),
    SUM("Sum"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum");

    private final String text;

    Simple(String text) {
      this.text = text;
    }
  }

  /** The value that this share of the values does not exceed. */
  record Percentile(double percent) implements Statistic {}

  static Statistic of(String text) {
    if (text.matches("p(100|\\d{1,2}(\\.\\d{1,10})?)")) {
      return new Percentile(Double.parseDouble(text.substring(1)));
    }
    if (text.matches("(tm|wm|pr|tc|ts|TM|WM|PR|TC|TS|IQM).*")) {
      throw AwsError.notImplemented("monitoring", "the statistic " + text);
    }
    return Arrays.stream(Simple.values())
        .filter(it -> it.text.equals(text))
        .findFirst()
        .orElseThrow(() ->
            AwsError.of("InvalidParameterValue", "The value " + text + " is not a statistic."));
  }
}
