package dev.signalbox.core.gate;

import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A shop whose production is guarded after test traffic. */
public final class Gated {
  static final Guarded.DeploymentGroup PROD = new Guarded.DeploymentGroup("shop", "prod");
  static final Hook.CodeDeploy HOOK = new Hook.CodeDeploy("d-ABCDEF123", "eyJ0=");
  static final Observation FINE = answer(200);
  static final Observation BROKEN = answer(500);

  private Gated() {}

  private static Observation answer(int status) {
    return answers(Instant.EPOCH, status, Map.of());
  }

  /** One answer, of green alone. */
  public static Answers answers(Instant at, int status, Map<String, String> headers) {
    var answered =
        new Answers.Answered(
            at,
            status,
            Duration.ofMillis(12),
            headers,
            true,
            Map.of(),
            List.of(),
            Optional.empty());
    var toGreen = new Answers.Forwarding("green", Optional.empty(), Map.of("green", 1));
    return new Answers(List.of(answered), List.of(toGreen, toGreen));
  }

  static Check check(String name) {
    return check(name, Mode.REQUIRED, Duration.ofHours(1));
  }

  static Check check(String name, Mode mode, Duration budget) {
    // The path is the check's name, so that an instrument can tell checks apart.
    return new Check(name, new Http("/" + name, 200), mode, budget, Inconclusive.FAIL);
  }

  public static Gate gate(Check... checks) {
    return new Gate(
        "shop",
        new Guarded(PROD, Set.of(Moment.AFTER_TEST_TRAFFIC)),
        List.of(checks),
        new Passing.All(),
        Duration.ofHours(1),
        false,
        Optional.empty());
  }

  static Declared definition(Gate... gates) {
    return new Declared("v1", new Gates(List.of(gates)));
  }

  static Subject subject(Instant since, Instant deadline) {
    return new Subject(
        HOOK,
        new AccountId("111111111111"),
        new Region("eu-west-1"),
        PROD,
        Moment.AFTER_TEST_TRAFFIC,
        new Subject.Service("cluster", "shop"),
        Optional.empty(),
        Optional.empty(),
        Subject.Listeners.NONE,
        since,
        deadline);
  }

  static String nameOf(Probe probe) {
    return ((Http) probe).where() instanceof Http.ByListener(_, var path) ? path.substring(1) : "";
  }

  /** It listens to nobody, as a name server that does not answer, or a native call. */
  static Observation hangForever() {
    var never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }

  static Instrument always(Observation observation) {
    return (_, _, _) -> observation;
  }
}
