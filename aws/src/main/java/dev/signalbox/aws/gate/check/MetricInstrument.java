package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.BothPoints;
import dev.signalbox.core.gate.check.BothPoints.Side;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Measured;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.MetricPoints;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Points;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** Reads metrics, as far as they are complete. */
record MetricInstrument(Services services, Watching watching) {
  private static final String RESULT = "signalbox_result";
  private static final Duration EVERY = Duration.ofSeconds(10);

  Observation observe(Metric probe, Subject subject, Instant deadline) throws InterruptedException {
    Optional<Subject.Version> green = subject.green();
    if (green.isEmpty()) {
      return new Observation.Missing("The new version is not there yet");
    }
    var filled = new Filled(services, subject, green.get());
    return watch(
        probe,
        probe.window(),
        subject,
        deadline,
        (from, to) -> {
          Side side = side(probe.query(), probe.per(), filled, probe.window(), from, to);
          return new MetricPoints(from, to, side.points(), side.per());
        });
  }

  Observation observe(Compare probe, Subject subject, Instant deadline)
      throws InterruptedException {
    if (subject.blue().isEmpty()) {
      return new Observation.Needless("There is no original to compare with");
    }
    if (subject.green().isEmpty()) {
      return new Observation.Missing("The new version is not there yet");
    }
    var green = new Filled(services, subject, subject.green().get());
    var blue = new Filled(services, subject, subject.blue().get());
    return watch(
        probe,
        probe.window(),
        subject,
        deadline,
        (from, to) ->
            new BothPoints(
                from,
                to,
                side(probe.query(), probe.per(), green, probe.window(), from, to),
                side(probe.query(), probe.per(), blue, probe.window(), from, to)));
  }

  /** Looks at what of the window is over by now. */
  private Observation watch(
      Probe probe,
      Window window,
      Subject subject,
      Instant deadline,
      BiFunction<Instant, Instant, Measured> look)
      throws InterruptedException {
    return watching.watch(
        probe,
        EVERY,
        deadline,
        () ->
            look.apply(
                window.from(subject.since()),
                window.to(subject.since(), watching.clock().instant())),
        List::getLast);
  }

  /** Whether there is an answer, whatever it is. */
  void tried(MetricQuery query, Subject subject, Subject.Version version) {
    Instant now = watching.clock().instant();
    Instant from = Window.USUAL.from(now.minus(Window.USUAL.length()));
    points(new Filled(services, subject, version), query, Window.USUAL, from, now);
  }

  private Side side(
      MetricQuery query,
      Optional<Metric.Per> per,
      Filled filled,
      Window window,
      Instant from,
      Instant to) {
    return new Side(
        points(filled, query, window, from, to),
        per.map(p -> points(filled, p.query(), window, from, to)));
  }

  private Points points(Filled filled, MetricQuery query, Window window, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return new Points("Complete", List.of());
    }
    int period = (int) window.period().toSeconds();
    List<MetricDataQuery> queries = new ArrayList<>();
    boolean alone = query.expression().isEmpty();
    for (MetricQuery.Named named : query.metrics()) {
      queries.add(
          MetricDataQuery.builder()
              .id(alone ? RESULT : named.id())
              .returnData(alone)
              .metricStat(stat ->
                  stat.metric(filled.metric(named.metric()))
                      .period(period)
                      .stat(named.metric().statistic()))
              .build());
    }
    query
        .expression()
        .ifPresent(text ->
            queries.add(
                MetricDataQuery.builder()
                    .id(RESULT)
                    .expression(text)
                    .period(period)
                    .returnData(true)
                    .build()));
    return all(
        GetMetricDataRequest.builder()
            .metricDataQueries(queries)
            .startTime(from)
            .endTime(to)
            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
            .build(),
        from,
        to);
  }

  /** Page by page: what is partial on one page is complete after the next. */
  private Points all(GetMetricDataRequest request, Instant from, Instant to) {
    List<Points.Point> points = new ArrayList<>();
    String status = "";
    GetMetricDataRequest next = request;
    Set<String> tokens = new HashSet<>();
    while (true) {
      GetMetricDataRequest page = next;
      GetMetricDataResponse answer =
          Calls.call(
              "read metrics",
              "The gate's role needs cloudwatch:GetMetricData",
              () -> services.cloudWatch().getMetricData(page));
      for (MetricDataResult result : answer.metricDataResults()) {
        status = worse(status, String.valueOf(result.statusCodeAsString()));
        for (int i = 0; i < Math.min(result.values().size(), result.timestamps().size()); i++) {
          Instant at = result.timestamps().get(i);
          if (!at.isBefore(from) && at.isBefore(to)) {
            points.add(new Points.Point(at, result.values().get(i)));
          }
        }
      }
      if (answer.nextToken() == null) {
        points.sort(Comparator.comparing(Points.Point::at));
        return new Points(status.isEmpty() ? "Missing" : status, points);
      }
      if (!tokens.add(answer.nextToken())) {
        throw new Unavailable("CloudWatch's answer leads in circles");
      }
      next = request.toBuilder().nextToken(answer.nextToken()).build();
    }
  }

  private static String worse(String before, String now) {
    boolean passing = before.isEmpty() || before.equals("Complete") || before.equals("PartialData");
    return passing ? now : before;
  }
}
