package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.cloudwatch.math.Expression;
import dev.signalbox.local.cloudwatch.math.Terms;
import dev.signalbox.local.cloudwatch.math.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** The queries of one request or one alarm, which may refer to one another. */
final class Queries implements Terms {
  /** More than there are seconds in what is kept. */
  private static final int MOST_TIMES = 1_500_000;

  private final MetricHouse house;
  private final Place place;
  private final Map<String, MetricDataQuery> byId = new LinkedHashMap<>();
  private final Map<String, Value> known = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final long start;
  private final long end;
  private final int period;

  /**
   * @param start rounded down to a period by whoever asks
   */
  Queries(MetricHouse house, Place place, List<MetricDataQuery> queries, long start, long end) {
    this.house = house;
    this.place = place;
    this.start = start;
    this.end = end;
    for (MetricDataQuery query : queries) {
      if (!query.id().matches("[a-z][A-Za-z0-9_]*")) {
        throw invalid("The value '" + query.id() + "' for parameter Id is not valid");
      }
      if (byId.put(query.id(), query) != null) {
        throw invalid("The values for parameter Id in MetricDataQueries are not unique");
      }
      if ((query.metricStat() == null) == (query.expression() == null)) {
        throw invalid("A query has either a MetricStat or an Expression: '" + query.id() + "'");
      }
    }
    this.period = period(queries);
  }

  static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }

  /** The longest of the metrics', or that of the expressions. */
  static int period(List<MetricDataQuery> queries) {
    int longest = 0;
    for (MetricDataQuery query : queries) {
      Integer given = query.metricStat() == null ? query.period() : query.metricStat().period();
      longest = Math.max(longest, given == null ? 0 : Asked.checkedPeriod(given));
    }
    return longest == 0 ? 60 : longest;
  }

  /** The numbers of a query by the first second of each period. */
  NavigableMap<Long, Double> figures(String id) {
    return switch (value(id)) {
      case Value.Figures(TreeMap<Long, Double> byTime) -> byTime;
      case Value.Scalar(double number) -> constant(number);
      case Value.Several _ ->
          throw invalid("The expression '" + id + "' is several time series, not one");
    };
  }

  private NavigableMap<Long, Double> constant(double number) {
    TreeMap<Long, Double> figures = new TreeMap<>();
    if (Double.isFinite(number)) {
      times().forEach(it -> figures.put(it, number));
    }
    return figures;
  }

  @Override
  public Value value(String id) {
    Value before = known.get(id);
    if (before != null) {
      return before;
    }
    MetricDataQuery query = byId.get(id);
    if (query == null) {
      throw invalid("The expression speaks of '" + id + "', which is no query's Id");
    }
    if (!underWay.add(id)) {
      throw invalid("The expression '" + id + "' refers to itself");
    }
    Value value =
        query.metricStat() == null
            ? Expression.of(query.expression(), this)
            : new Value.Figures(Asked.of(place, query.metricStat()).figures(house, start, end));
    underWay.remove(id);
    known.put(id, value);
    return value;
  }

  @Override
  public List<Value> metrics() {
    return byId.values().stream()
        .filter(it -> it.metricStat() != null)
        .map(it -> value(it.id()))
        .toList();
  }

  @Override
  public List<Long> times() {
    if ((end - start) / period > MOST_TIMES) {
      throw invalid("You have requested more than " + MOST_TIMES + " datapoints");
    }
    List<Long> times = new ArrayList<>();
    for (long time = start; time < end; time += period) {
      times.add(time);
    }
    return times;
  }

  @Override
  public int period() {
    return period;
  }
}
