package dev.signalbox.aws.gate.check;

import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.Approvals;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Custom;
import dev.signalbox.core.gate.check.Decided;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.ImageScan;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.LogErrors;
import dev.signalbox.core.gate.check.Manual;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.Need;
import dev.signalbox.core.gate.check.Need.Lack;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TasksStable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** One instrument for every kind of check. */
public final class Instruments implements Instrument {
  private final HttpInstrument http;
  private final Health health;
  private final AlarmInstrument alarms;
  private final MetricInstrument metrics;
  private final LogInstrument logs;
  private final ImageInstrument images;
  private final CustomInstrument functions;
  private final Approvals approvals;
  private final Scout scout;

  public Instruments(
      Services services, Ways ways, Approvals approvals, InstantSource clock, Pauses pauses) {
    var watching = new Watching(clock, pauses);
    http = new HttpInstrument(services, ways, clock, pauses);
    health = new Health(services, watching);
    alarms = new AlarmInstrument(services, watching);
    metrics = new MetricInstrument(services, watching);
    logs = new LogInstrument(services, watching);
    images = new ImageInstrument(services, watching);
    functions = new CustomInstrument(services);
    this.approvals = approvals;
    scout = new Scout(services, health, alarms, metrics, logs, images, functions);
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
      case LogErrors asked -> logs.observe(asked, subject, deadline);
      case ImageScan asked -> images.observe(asked, subject, deadline);
      case Custom asked -> functions.observe(asked, subject, deadline);
      case Manual asked -> new Decided(approvals.of(request(asked, subject)));
    };
  }

  @Override
  public List<Lack> lacking(Set<Need> needs, Subject subject) {
    return scout.lacking(needs, subject);
  }

  private static Approvals.Request request(Manual asked, Subject subject) {
    return new Approvals.Request(subject.hook().deployment(), subject.moment(), asked.question());
  }
}
