package dev.signalbox.local.cloudwatch;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A metric's values over time, by the second or minute they belong to. */
final class Series {
  /** What is added to without copying what is there: a minute may have many thousand values. */
  private static final class Bin {
    private final TreeMap<Double, Double> values = new TreeMap<>();
    private Samples figures = Samples.NONE;

    void add(Samples samples) {
      samples.values().forEach((value, times) -> values.merge(value, times, Double::sum));
      figures = figures.without().and(samples.without());
    }

    Samples samples() {
      return figures.with(new TreeMap<>(values));
    }
  }

  private final TreeMap<Long, Bin> bySecond = new TreeMap<>();

  /**
   * @param resolution in seconds: 60, or 1 for a metric of high resolution
   */
  synchronized void add(long second, int resolution, Samples samples) {
    bySecond
        .computeIfAbsent(second - Math.floorMod(second, resolution), _ -> new Bin())
        .add(samples);
  }

  /** The values of each period that begins in the window and has some, by its first second. */
  synchronized NavigableMap<Long, Samples> periods(Window window) {
    TreeMap<Long, Bin> periods = new TreeMap<>();
    for (Map.Entry<Long, Bin> each :
        bySecond.subMap(window.start(), true, window.end(), false).entrySet()) {
      periods
          .computeIfAbsent(window.begin(each.getKey()), _ -> new Bin())
          .add(each.getValue().samples());
    }
    return samples(periods);
  }

  private static NavigableMap<Long, Samples> samples(Map<Long, Bin> bins) {
    TreeMap<Long, Samples> samples = new TreeMap<>();
    bins.forEach((second, bin) -> samples.put(second, bin.samples()));
    return samples;
  }

  synchronized void forget(long before) {
    bySecond.headMap(before).clear();
  }

  synchronized boolean hasSince(long second) {
    return !bySecond.tailMap(second).isEmpty();
  }

  synchronized NavigableMap<Long, Samples> all() {
    return samples(bySecond);
  }

  /**
   * A stretch of time in periods.
   *
   * @param start the first second of the first period
   * @param end the first second that no longer belongs to it
   */
  record Window(long start, long end, int period) {
    /** From the multiple of the period at or before the start. */
    static Window aligned(long start, long end, int period) {
      return new Window(start - Math.floorMod(start, period), end, period);
    }

    long begin(long second) {
      return second - Math.floorMod(second - start, period);
    }
  }
}
