package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** GetMetricData: several series at once, page by page. */
record DataOperations(MetricHouse house) {
  private static final int MOST_QUERIES = 500;
  private static final int MOST_POINTS = 100_800;

  void addTo(Service service) {
    service.on("GetMetricData", GetMetricDataRequest::builder, this::get);
  }

  /** Which points of which series a page has. */
  private record Cut(int from, int to) {}

  private GetMetricDataResponse get(Caller caller, GetMetricDataRequest request) {
    Map<MetricDataQuery, List<Map.Entry<Long, Double>>> all = series(caller, request);
    int from = position(request.nextToken());
    int most = request.maxDatapoints() == null ? MOST_POINTS : request.maxDatapoints();
    if (most < 1 || most > MOST_POINTS) {
      throw Queries.invalid("MaxDatapoints must be between 1 and " + MOST_POINTS);
    }
    int points = all.values().stream().mapToInt(List::size).sum();
    Cut page = new Cut(from, Math.min(points, from + most));
    List<MetricDataResult> results = new ArrayList<>();
    int passed = 0;
    for (Map.Entry<MetricDataQuery, List<Map.Entry<Long, Double>>> each : all.entrySet()) {
      results.add(result(each.getKey(), each.getValue(), passed, page));
      passed += each.getValue().size();
    }
    return GetMetricDataResponse.builder()
        .metricDataResults(results)
        .messages(List.of())
        .nextToken(page.to() < points ? token(page.to()) : null)
        .build();
  }

  private Map<MetricDataQuery, List<Map.Entry<Long, Double>>> series(
      Caller caller, GetMetricDataRequest request) {
    if (request.metricDataQueries().size() > MOST_QUERIES) {
      throw Queries.invalid("A request has at most " + MOST_QUERIES + " queries");
    }
    if (!request.startTime().isBefore(request.endTime())) {
      throw Queries.invalid("The parameter StartTime must be less than the parameter EndTime.");
    }
    int period = Queries.period(request.metricDataQueries());
    Series.Window window =
        Series.Window.aligned(
            request.startTime().getEpochSecond(), request.endTime().getEpochSecond(), period);
    Queries queries =
        new Queries(
            house, caller.place(), request.metricDataQueries(), window.start(), window.end());
    Map<MetricDataQuery, List<Map.Entry<Long, Double>>> all = new LinkedHashMap<>();
    for (MetricDataQuery query : request.metricDataQueries()) {
      NavigableMap<Long, Double> figures = queries.figures(query.id());
      boolean newestFirst = request.scanBy() != ScanBy.TIMESTAMP_ASCENDING;
      if (query.returnData() == null || query.returnData()) {
        all.put(query, List.copyOf((newestFirst ? figures.descendingMap() : figures).entrySet()));
      }
    }
    return all;
  }

  private static MetricDataResult result(
      MetricDataQuery query, List<Map.Entry<Long, Double>> points, int first, Cut page) {
    int from = Math.clamp(page.from() - first, 0, points.size());
    int to = Math.clamp(page.to() - first, 0, points.size());
    List<Map.Entry<Long, Double>> shown = points.subList(from, to);
    return MetricDataResult.builder()
        .id(query.id())
        .label(label(query))
        .timestamps(shown.stream().map(it -> Instant.ofEpochSecond(it.getKey())).toList())
        .values(shown.stream().map(Map.Entry::getValue).toList())
        .statusCode(to < points.size() ? StatusCode.PARTIAL_DATA : StatusCode.COMPLETE)
        .build();
  }

  private static String label(MetricDataQuery query) {
    if (query.label() != null) {
      return query.label();
    }
    return query.metricStat() == null ? query.id() : query.metricStat().metric().metricName();
  }

  private static String token(int position) {
    return Base64.getEncoder()
        .encodeToString(("data:" + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(@Nullable String token) {
    if (token == null) {
      return 0;
    }
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.matches("data:\\d{1,9}")) {
        return Integer.parseInt(text.substring("data:".length()));
      }
    } catch (IllegalArgumentException e) {
      throw invalidToken();
    }
    throw invalidToken();
  }

  private static AwsError invalidToken() {
    return AwsError.of("InvalidNextToken", "The next token specified is invalid.");
  }
}
