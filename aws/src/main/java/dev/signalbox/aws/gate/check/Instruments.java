package dev.signalbox.aws.gate.check;

import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TasksStable;
import java.time.Instant;
import java.time.InstantSource;

/** One instrument for every kind of check. */
public final class Instruments implements Instrument {
  private final HttpInstrument http;
  private final Health health;
  private final AlarmInstrument alarms;
  private final MetricInstrument metrics;

  public Instruments(Services services, Ways ways, InstantSource clock, Pauses pauses) {
    var watching = new Watching(clock, pauses);
    http = new HttpInstrument(services, ways, clock, pauses);
    health = new Health(services, watching);
    alarms = new AlarmInstrument(services, watching);
    metrics = new MetricInstrument(services, watching);
  }

  @Override
  public Observation observe(Probe probe, Subject subject, Instant deadline)
      throws InterruptedException {
    return switch (probe) {
      case Http asked -> http.observe(asked, subject, deadline);
      case TargetHealth asked -> health.targets(asked, subject, deadline);
      case TasksStable asked -> health.tasks(asked, subject, deadline);
      case Alarms asked -> alarms.observe(asked, subject, deadline);
      case Metric asked -> metrics.observe(asked, subject, deadline);
      case Compare asked -> metrics.observe(asked, subject, deadline);
    };
  }
}
