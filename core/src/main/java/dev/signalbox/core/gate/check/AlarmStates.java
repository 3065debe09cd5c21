package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What alarms said, look by look.
 *
 * @param began when the deployment did, where that is known
 */
public record AlarmStates(Optional<Instant> began, List<Sample> samples) implements Measured {
  public AlarmStates {
    samples = List.copyOf(samples);
  }

  /** One look at all of them. */
  public record Sample(Instant at, List<Alarm> alarms) {
    public Sample {
      alarms = List.copyOf(alarms);
    }

    private Optional<Alarm> named(String name) {
      return alarms.stream().filter(alarm -> alarm.name().equals(name)).findFirst();
    }
  }

  /**
   * An alarm that exists.
   *
   * @param state OK, ALARM or INSUFFICIENT_DATA
   * @param since when it came into it
   * @param partial whether it was evaluated over a part of its data only
   */
  public record Alarm(String name, String state, Optional<Instant> since, boolean partial) {
    private boolean rings() {
      return state.equals("ALARM");
    }

    private boolean knows() {
      return state.equals("OK") && !partial;
    }
  }

  Ruling judge(Alarms probe) {
    if (samples.isEmpty()) {
      return Ruling.of(Result.WAIT, "Nobody has looked yet");
    }
    List<String> earlier = new ArrayList<>();
    for (Sample sample : samples) {
      for (String name : probe.names()) {
        Optional<Alarm> alarm = sample.named(name);
        if (alarm.isEmpty()) {
          return Ruling.of(Result.FAIL, "There is no alarm '%s'".formatted(name));
        }
        if (alarm.get().rings()) {
          if (!isEarlier(alarm.get())) {
            return Ruling.of(Result.FAIL, "Alarm '%s' went off".formatted(name));
          }
          if (probe.earlier()) {
            return Ruling.of(
                Result.FAIL,
                "Alarm '%s' went off before the deployment began: it is not its doing"
                    .formatted(name));
          }
          if (!earlier.contains(name)) {
            earlier.add(name);
          }
        }
      }
    }
    return quiet(probe, earlier);
  }

  private boolean isEarlier(Alarm alarm) {
    return began.isPresent()
        && alarm.since().filter(since -> since.isBefore(began.get())).isPresent();
  }

  private Ruling quiet(Alarms probe, List<String> earlier) {
    Duration watched = Duration.between(samples.getFirst().at(), samples.getLast().at());
    List<Figure> figures = List.of(new Figure("watched", watched.toSeconds(), "s"));
    Optional<Alarm> silent =
        samples.getLast().alarms().stream()
            .filter(alarm -> probe.names().contains(alarm.name()))
            .filter(alarm -> !alarm.knows() && !alarm.rings())
            .findFirst();
    if (watched.compareTo(probe.watch()) < 0) {
      return Ruling.of(
          Result.WAIT, "Watched for %d s only".formatted(watched.toSeconds()), figures);
    }
    if (silent.isPresent() && probe.silence() != Alarms.Silence.OK) {
      return Ruling.of(
          probe.silence() == Alarms.Silence.FAIL ? Result.FAIL : Result.INCONCLUSIVE,
          "Alarm '%s' has too little data to say anything".formatted(silent.get().name()),
          figures);
    }
    return Ruling.of(
        Result.PASS,
        earlier.isEmpty()
            ? "No alarm went off"
            : "No alarm went off since the deployment began; before it did: "
                + String.join(", ", earlier),
        figures);
  }
}
