package dev.signalbox.core.evidence;

import dev.signalbox.core.evidence.Plot.Limit;
import dev.signalbox.core.evidence.Series.Point;
import dev.signalbox.core.gate.check.AlarmStates;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.BothPoints;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Decided;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.ImageFindings;
import dev.signalbox.core.gate.check.Invoked;
import dev.signalbox.core.gate.check.LogLines;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.MetricPoints;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Points;
import dev.signalbox.core.gate.check.Preflight;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TargetStates;
import dev.signalbox.core.gate.check.TaskCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What of a check's measurements is best seen as a drawing. */
final class Drawing {
  private Drawing() {}

  static List<Plot> of(Probe probe, Observation observation) {
    return switch (observation) {
      case Answers answers -> List.of(answers(probe, answers));
      case TargetStates states -> List.of(targets(probe, states));
      case TaskCounts counts -> List.of(tasks(counts));
      case AlarmStates states -> List.of(alarms(states));
      case MetricPoints points -> metric(probe, points);
      case BothPoints both -> compare(probe, both);
      // A sentence tells all of it.
      case LogLines _, ImageFindings _, Invoked _, Decided _ -> List.of();
      case Preflight _,
          Observation.Unmeasured _,
          Observation.CutOff _,
          Observation.Needless _,
          Observation.Missing _ ->
          List.of();
    };
  }

  /** How long each answer took; what did not answer is a gap. */
  private static Plot answers(Probe probe, Answers answers) {
    Optional<Http.Wanted> wanted =
        probe instanceof Http http ? Optional.of(http.wanted()) : Optional.empty();
    List<Point> right = new ArrayList<>();
    List<Point> wrong = new ArrayList<>();
    for (Answers.Exchange exchange : answers.exchanges()) {
      if (exchange instanceof Answers.Answered answered) {
        boolean isRight = wanted.filter(w -> w.statuses().contain(answered.status())).isPresent();
        (isRight ? right : wrong).add(new Point(answered.at(), millis(answered.took())));
      }
    }
    List<Series> series = new ArrayList<>();
    series.add(new Series("answers with a status as wanted", right));
    if (!wrong.isEmpty()) {
      series.add(new Series("other answers", wrong));
    }
    return new Plot(
        "Time to answer",
        "ms",
        series,
        wanted.stream()
            .flatMap(w -> w.latencies().stream())
            .map(l -> new Limit(l.percentile() + " at most", millis(l.most())))
            .toList());
  }

  private static double millis(Duration duration) {
    return duration.toMillis();
  }

  private static Plot targets(Probe probe, TargetStates states) {
    return new Plot(
        "Targets",
        "",
        List.of(
            series("healthy", states.samples(), TargetStates.Sample::at, s -> count(s, true)),
            series("others", states.samples(), TargetStates.Sample::at, s -> count(s, false))),
        probe instanceof TargetHealth(int least, _)
            ? List.of(new Limit("healthy at least", least))
            : List.of());
  }

  private static double count(TargetStates.Sample sample, boolean healthy) {
    return sample.targets().stream().filter(t -> t.state().equals("healthy") == healthy).count();
  }

  private static Plot tasks(TaskCounts counts) {
    return new Plot(
        "Tasks",
        "",
        List.of(
            series("running", counts.samples(), TaskCounts.Sample::at, s -> s.running()),
            series("wanted", counts.samples(), TaskCounts.Sample::at, s -> s.desired()),
            series("pending", counts.samples(), TaskCounts.Sample::at, s -> s.pending())),
        List.of());
  }

  private static Plot alarms(AlarmStates states) {
    Map<String, List<Point>> byName = new LinkedHashMap<>();
    for (AlarmStates.Sample sample : states.samples()) {
      for (AlarmStates.Alarm alarm : sample.alarms()) {
        byName
            .computeIfAbsent(alarm.name(), _ -> new ArrayList<>())
            .add(new Point(sample.at(), alarm.state().equals("ALARM") ? 1 : 0));
      }
    }
    return new Plot(
        "Alarms, 1 where one rings",
        "",
        byName.entrySet().stream().map(a -> new Series(a.getKey(), a.getValue())).toList(),
        List.of());
  }

  private static List<Plot> metric(Probe probe, MetricPoints measured) {
    List<Limit> limits =
        probe instanceof Metric metric
            ? Stream.concat(
                    metric.bounds().above().map(a -> new Limit("above", a)).stream(),
                    metric.bounds().below().map(b -> new Limit("below", b)).stream())
                .toList()
            : List.of();
    List<Plot> plots = new ArrayList<>();
    plots.add(new Plot("Metric", "", List.of(series("green", measured.points())), limits));
    measured
        .per()
        .ifPresent(per ->
            plots.add(
                new Plot("How much there was", "", List.of(series("green", per)), List.of())));
    return plots;
  }

  private static List<Plot> compare(Probe probe, BothPoints both) {
    List<Limit> limits =
        probe instanceof Compare compare
            ? compare.limit().map(limit -> new Limit("blue is ill from", limit)).stream().toList()
            : List.of();
    List<Plot> plots = new ArrayList<>();
    plots.add(
        new Plot(
            "Green and blue",
            "",
            List.of(series("green", both.green().points()), series("blue", both.blue().points())),
            limits));
    if (both.green().per().isPresent() && both.blue().per().isPresent()) {
      plots.add(
          new Plot(
              "How much there was",
              "",
              List.of(
                  series("green", both.green().per().get()),
                  series("blue", both.blue().per().get())),
              List.of()));
    }
    return plots;
  }

  private static Series series(String name, Points points) {
    return series(name, points.points(), Points.Point::at, Points.Point::value);
  }

  private static <T> Series series(
      String name, List<T> samples, Function<T, Instant> at, ToDoubleFunction<T> value) {
    return new Series(
        name, samples.stream().map(s -> new Point(at.apply(s), value.applyAsDouble(s))).toList());
  }
}
