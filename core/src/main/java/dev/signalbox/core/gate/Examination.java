package dev.signalbox.core.gate;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Observation;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One check, asked until it answers or its time is up.
 *
 * @param end when this turn, or the check's time, is over
 * @param last whether there is no turn after this one for it
 */
record Examination(
    Check check,
    Subject subject,
    Instant end,
    boolean last,
    Pace pace,
    Instrument instrument,
    InstantSource clock,
    Findings findings)
    implements Runnable {

  @Override
  public void run() {
    try {
      while (!answered() && pace.stay() && thereIsMoreTime()) {
        Thread.sleep(pace.again());
      }
    } catch (InterruptedException e) {
      // What it has found stands already; nobody waits for more.
    } catch (Throwable e) {
      // Whatever a check does to itself, memory that runs out included, is no pass.
      findings.add(check, new Observation.Unmeasured("the check itself failed: " + e));
    }
  }

  /** Whether there is nothing more to ask in this turn. */
  private boolean answered() throws InterruptedException {
    Observation observation;
    try {
      observation = instrument.observe(check.probe(), subject, end);
    } catch (Refused e) {
      observation = new Observation.Unmeasured(e.reason());
    } catch (Unavailable e) {
      return missed(e.reason());
    }
    if (observation instanceof Observation.CutOff && !last) {
      // This turn is over, not the check's time: the next one measures again.
      return true;
    }
    return findings.add(check, observation) != Result.WAIT;
  }

  private boolean missed(String why) {
    if (last && !thereIsMoreTime()) {
      findings.add(check, new Observation.Unmeasured(why));
      return true;
    }
    findings.trouble(check, why);
    return false;
  }

  private boolean thereIsMoreTime() {
    return clock.instant().plus(pace.again()).isBefore(end);
  }
}
