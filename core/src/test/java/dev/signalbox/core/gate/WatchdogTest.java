package dev.signalbox.core.gate;

import static dev.signalbox.core.gate.Gated.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Guarded.DeploymentGroup;
import dev.signalbox.core.gate.Watchdog.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hooks whose event never came. */
class WatchdogTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final DeploymentGroup BROKEN = new DeploymentGroup("broken", "prod");

  private final VerdictsInMemory verdicts = new VerdictsInMemory();
  private final List<String> stopped = new ArrayList<>();
  private boolean cannotStop;
  private boolean rollback;
  private int asked = 1;
  private Duration age = Duration.ofMinutes(6);

  private final class Yard implements Running {
    @Override
    public List<Waiting> waiting(DeploymentGroup group) {
      if (group.equals(BROKEN)) {
        throw new Refused("access denied. codedeploy:ListDeployments?");
      }
      return List.of(
          new Waiting(group, "d-1", rollback, "AfterAllowTestTraffic", asked, NOW.minus(age)));
    }

    @Override
    public void stop(Waiting waiting) {
      if (cannotStop) {
        throw new Unavailable("status 503");
      }
      stopped.add(waiting.deployment());
    }
  }

  private static Gate broken() {
    return new Gate(
        "broken",
        new Guarded(BROKEN, Set.of(Moment.AFTER_TEST_TRAFFIC)),
        List.of(Gated.check("ok")),
        new Passing.All(),
        PATIENCE,
        false,
        Optional.empty());
  }

  private List<Seen> look() {
    return new Watchdog(
            () -> Gated.definition(broken(), Gated.gate(Gated.check("ok"))),
            new Yard(),
            verdicts,
            PATIENCE,
            InstantSource.fixed(NOW))
        .look().stream()
            .filter(
                seen -> !seen.equals(unable(BROKEN, "access denied. codedeploy:ListDeployments?")))
            .toList();
  }

  private static Seen unable(DeploymentGroup group, String why) {
    return new Seen.Unable(group, why);
  }

  private void heard(String execution) {
    verdicts.claim(new Hook.CodeDeploy("d-1", execution), NOW.minusSeconds(400), NOW);
  }

  @Test
  void aDeploymentWhoseHookNeverCameIsStoppedAndTheReasonIsOnRecord() {
    Recorded recorded = ((Seen.Stopped) look().getFirst()).recorded();

    assertThat(stopped).containsExactly("d-1");
    assertThat(recorded.gate()).contains("shop");
    assertThat(recorded.verdict().reason())
        .isEqualTo(
            "The event of hook AfterAllowTestTraffic never reached the gate: it has waited for"
                + " 360 s, and d-1 was stopped");
    assertThat(verdicts.of(recorded.hook().id())).contains(recorded);
    assertThat(verdicts.overdue(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void aHookThatCameIsLeftToWhoeverRunsIt() {
    heard("e-1");

    assertThat(look()).isEmpty();
    assertThat(stopped).isEmpty();
  }

  @Test
  void aHookThatIsYoungMayStillCome() {
    age = Duration.ofMinutes(4);

    assertThat(look()).isEmpty();
  }

  @Test
  void anEarlierHookThatCameDoesNotStandForALaterOne() {
    heard("e-1");
    heard("e-1");
    asked = 2;

    assertThat(look()).hasSize(1);
    assertThat(stopped).containsExactly("d-1");
  }

  @Test
  void whatCouldNotBeStoppedIsStoppedTheNextTime() {
    cannotStop = true;
    assertThat(look()).containsExactly(unable(PROD, "status 503"));
    assertThat(stopped).isEmpty();

    cannotStop = false;
    assertThat(look()).hasOnlyElementsOfType(Seen.Stopped.class);
    assertThat(stopped).containsExactly("d-1");
  }

  @Test
  void aRollbackIsNeverStopped() {
    rollback = true;

    assertThat(look()).hasOnlyElementsOfType(Seen.Left.class);
    assertThat(stopped).isEmpty();
  }
}
