package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.check.Http.ByListener;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Something of AWS's that must be there, and that the gate must be let to, for a check to work. */
public sealed interface Need {
  /** A listener, its rules and its load balancer. */
  record Listener(Http.Listener which) implements Need {}

  /** The target groups that take turns. */
  record TargetGroups() implements Need {}

  /** The health of what is in them. */
  record Targets() implements Need {}

  /** What ECS counts of a version's tasks. */
  record TaskCounts() implements Need {}

  /** The tasks themselves. */
  record Tasks() implements Need {}

  /** What ECR found in the images that run. */
  record Scans() implements Need {}

  record Alarm(String name) implements Need {}

  /** Numbers of CloudWatch's. */
  record Numbers(MetricQuery query) implements Need {}

  /** A log, and a pattern that can be looked for in it. */
  record Log(String group, String pattern) implements Need {}

  /** A function that checks. */
  record Function(String name) implements Need {}

  /** What a check needs. */
  static Set<Need> of(Probe probe) {
    return switch (probe) {
      case Http http -> of(http);
      case TargetHealth _ -> Set.of(new TargetGroups(), new Targets());
      case TasksStable _ -> Set.of(new TaskCounts());
      case Alarms alarms -> Set.copyOf(alarms.names().stream().distinct().map(Alarm::new).toList());
      case Metric metric -> numbers(metric.query(), metric.per());
      case Compare compare -> numbers(compare.query(), compare.per());
      case LogErrors errors -> Set.of(new Log(errors.group(), errors.pattern()), new Tasks());
      case ImageScan _ -> Set.of(new Tasks(), new Scans());
      case Custom custom -> Set.of(new Function(custom.function()));
      case Manual _ -> Set.of();
    };
  }

  private static Set<Need> of(Http http) {
    return switch (http.where()) {
      case Http.ByAddress _ -> Set.of();
      case ByListener(var which, _) -> Set.of(new Listener(which), new TargetGroups());
    };
  }

  private static Set<Need> numbers(MetricQuery query, Optional<Metric.Per> per) {
    Set<Need> needs = new HashSet<>();
    Stream.concat(Stream.of(query), per.map(Metric.Per::query).stream())
        .forEach(q -> {
          needs.add(new Numbers(q));
          if (q.leavesOpen(Placeholder.TARGET_GROUP)) {
            needs.add(new TargetGroups());
          }
        });
    return needs;
  }

  /**
   * What is not there.
   *
   * @param instead what every check that needs it will find
   */
  record Lack(Need need, Observation instead) {
    static Optional<Lack> among(List<Lack> lacks, Probe probe) {
      Set<Need> needs = of(probe);
      return lacks.stream().filter(lack -> needs.contains(lack.need())).findFirst();
    }
  }
}
