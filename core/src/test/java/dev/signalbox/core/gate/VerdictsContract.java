package dev.signalbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.Verdicts.Open;
import dev.signalbox.core.gate.Verdicts.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is promised of verdicts. Those in memory and those in DynamoDB both run these. */
public abstract class VerdictsContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(600);
  private static final Hook HOOK = new Hook.CodeDeploy("d-1", "eyJ+/=".repeat(60));
  private static final Hook STAGE =
      new Hook.Ecs("arn:d", "PRODUCTION_TRAFFIC_SHIFT", "execution\n'ü", "10");
  private static final List<Finding> FOUND =
      List.of(
          new Finding(
              "ok",
              Result.WAIT,
              "not \"yet\"\n<b>ü🚀</b>",
              List.of(new Finding.Figure("p99", 1e-9, "ms"))));

  private Verdicts verdicts = new VerdictsInMemory();

  protected abstract Verdicts noVerdicts();

  @BeforeEach
  final void startEmpty() {
    verdicts = noVerdicts();
  }

  private static Recorded recorded(Hook hook, Outcome outcome) {
    return new Recorded(
        hook,
        Optional.empty(),
        Optional.of("shop"),
        Optional.of("0".repeat(64)),
        new Verdict(outcome, "because", FOUND),
        NOW);
  }

  @Test
  void ofAllWhoAskOneGetsTheHook() {
    assertThat(verdicts.claim(HOOK, NOW, LATER)).isEqualTo(new Standing.Yours(NOW, List.of()));
    assertThat(verdicts.claim(HOOK, NOW.plusSeconds(1), LATER.plusSeconds(1)))
        .isEqualTo(new Standing.Held(LATER));
    assertThat(verdicts.claim(STAGE, NOW, LATER)).isInstanceOf(Standing.Yours.class);
  }

  @Test
  void whoeverAsksAfterTheHoldersTimeGetsItFromTheFirstBeginning() {
    verdicts.claim(HOOK, NOW, LATER);

    assertThat(verdicts.claim(HOOK, LATER, LATER.plusSeconds(600)))
        .isEqualTo(new Standing.Yours(NOW, List.of()));
  }

  @Test
  void whoeverGoesOnKnowsWhatWasFound() {
    verdicts.claim(STAGE, NOW, LATER);
    verdicts.pause(STAGE, FOUND, NOW.plusSeconds(30));

    assertThat(verdicts.claim(STAGE, NOW.plusSeconds(10), LATER))
        .isEqualTo(new Standing.Yours(NOW, FOUND));
  }

  @Test
  void hooksOfADeploymentAreCountedByWhoEverAskedForThem() {
    Hook next = new Hook.CodeDeploy("d-1", "e-2");
    verdicts.claim(HOOK, NOW, LATER);
    verdicts.claim(HOOK, LATER, LATER.plusSeconds(1));
    verdicts.claim(next, NOW, LATER);
    verdicts.claim(new Hook.CodeDeploy("d-10", "e-1"), NOW, LATER);
    verdicts.give(recorded(Hook.CodeDeploy.lost("d-1", "BeforeAllowTraffic"), Outcome.FAIL));

    assertThat(verdicts.heardOf("d-1")).isEqualTo(2);
    assertThat(verdicts.heardOf("d-2")).isZero();
  }

  @Test
  void theFirstVerdictStaysAndIsWhatEverybodyIsTold() {
    verdicts.claim(HOOK, NOW, LATER);
    Recorded first = recorded(HOOK, Outcome.PASS);

    assertThat(verdicts.give(first)).isEqualTo(first);
    assertThat(verdicts.give(recorded(HOOK, Outcome.FAIL))).isEqualTo(first);
    assertThat(verdicts.claim(HOOK, NOW, LATER)).isEqualTo(new Standing.Given(first));
    assertThat(verdicts.of(HOOK.id())).contains(first);
  }

  @Test
  void aVerdictIsGivenWithoutEverHavingBeenClaimed() {
    Recorded crash = recorded(STAGE, Outcome.INCONCLUSIVE);

    assertThat(verdicts.give(crash)).isEqualTo(crash);
    assertThat(verdicts.claim(STAGE, NOW, LATER)).isEqualTo(new Standing.Given(crash));
  }

  @Test
  void givingBackWhatHasItsVerdictChangesNothing() {
    Recorded given = recorded(HOOK, Outcome.FAIL);
    verdicts.claim(HOOK, NOW, LATER);
    verdicts.give(given);
    verdicts.pause(HOOK, FOUND, NOW);

    assertThat(verdicts.claim(HOOK, LATER, LATER)).isEqualTo(new Standing.Given(given));
  }

  @Test
  void whatNobodyWentOnWithIsOverdueUntilItIsTold() {
    verdicts.claim(HOOK, NOW, LATER);
    assertThat(verdicts.overdue(LATER.minusSeconds(1))).isEmpty();
    assertThat(verdicts.overdue(LATER.plusSeconds(1))).containsExactly(new Open(HOOK, LATER));

    verdicts.give(recorded(HOOK, Outcome.PASS));
    assertThat(verdicts.overdue(LATER.plusSeconds(1))).containsExactly(new Open(HOOK, LATER));

    verdicts.told(HOOK, LATER);
    assertThat(verdicts.overdue(LATER.plusSeconds(1))).isEmpty();
  }

  @Test
  void whatWaitsForItsNextTurnIsOverdueAfterIt() {
    verdicts.claim(STAGE, NOW, LATER);
    verdicts.pause(STAGE, FOUND, NOW.plusSeconds(30));

    assertThat(verdicts.overdue(NOW.plusSeconds(20))).isEmpty();
    assertThat(verdicts.overdue(NOW.plusSeconds(31)))
        .containsExactly(new Open(STAGE, NOW.plusSeconds(30)));
  }

  @Test
  void nothingIsKnownOfAHookThatNobodyRan() {
    assertThat(verdicts.of(HOOK.id())).isEmpty();
    assertThat(verdicts.overdue(LATER)).isEmpty();
    verdicts.told(HOOK, NOW);
    assertThat(verdicts.overdue(LATER)).isEmpty();
  }
}
