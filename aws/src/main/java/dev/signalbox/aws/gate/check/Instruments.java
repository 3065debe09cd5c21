package dev.signalbox.aws.gate.check;

import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import java.time.Instant;
import java.time.InstantSource;

/** One instrument for every kind of check. */
public final class Instruments implements Instrument {
  private final HttpInstrument http;

  public Instruments(Services services, Ways ways, InstantSource clock, Pauses pauses) {
    http = new HttpInstrument(services, ways, clock, pauses);
  }

  @Override
  public Observation observe(Probe probe, Subject subject, Instant deadline)
      throws InterruptedException {
    return switch (probe) {
      case Http asked -> http.observe(asked, subject, deadline);
    };
  }
}
