package dev.signalbox.local.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  private static Execution at(long number, int stage, boolean waiting, Status status) {
    return new Execution(
        "e" + number,
        number,
        1,
        "SUPERSEDED",
        Optional.empty(),
        new Trigger("StartPipelineExecution", "arn"),
        Optional.empty(),
        Map.of(),
        List.of(),
        status,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        stage,
        waiting,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Execution waiting(long number, int stage) {
    return at(number, stage, true, Status.IN_PROGRESS);
  }

  private static Execution inside(long number, int stage) {
    return at(number, stage, false, Status.IN_PROGRESS);
  }

  private static Optional<String> next(String mode, Set<Integer> closed, Execution... open) {
    return new Line(mode, 3, closed::contains, List.of(open))
        .next()
        .map(step ->
            switch (step) {
              case Line.Enter(Execution execution) -> execution.id() + " enters";
              case Line.Supersede(Execution execution, Execution by) ->
                  execution.id() + " gives way to " + by.id();
            });
  }

  @Test
  void nobodyMovesWhereNobodyWaits() {
    assertThat(next("SUPERSEDED", Set.of())).isEmpty();
    assertThat(next("SUPERSEDED", Set.of(), inside(1, 0))).isEmpty();
  }

  @Test
  void whoeverWaitsForAFreeStageEntersIt() {
    assertThat(next("SUPERSEDED", Set.of(), waiting(1, 0))).contains("e1 enters");
  }

  @ParameterizedTest(name = "in {0} mode")
  @ValueSource(strings = {"SUPERSEDED", "QUEUED"})
  void aStageHoldsOneExecution(String mode) {
    assertThat(next(mode, Set.of(), inside(1, 1), waiting(2, 1))).isEmpty();
  }

  @Test
  void aStoppingExecutionHoldsItsStage() {
    assertThat(next("SUPERSEDED", Set.of(), at(1, 1, false, Status.STOPPING), waiting(2, 1)))
        .isEmpty();
  }

  @Test
  void ofTwoThatWaitTheNewerOvertakes() {
    assertThat(next("SUPERSEDED", Set.of(), inside(1, 1), waiting(2, 1), waiting(3, 1)))
        .contains("e2 gives way to e3");
  }

  @Test
  void behindAClosedDoorTheNewerOvertakesToo() {
    assertThat(next("SUPERSEDED", Set.of(1), waiting(3, 1), waiting(2, 1)))
        .contains("e2 gives way to e3");
    assertThat(next("SUPERSEDED", Set.of(1), waiting(3, 1))).isEmpty();
  }

  @Test
  void theNewerInAnEarlierStageDoesNotOvertake() {
    assertThat(next("SUPERSEDED", Set.of(), inside(1, 2), waiting(2, 2), inside(3, 1))).isEmpty();
  }

  @Test
  void inAQueueTheOldestGoesFirstAndNobodyIsLost() {
    assertThat(next("QUEUED", Set.of(), waiting(3, 1), waiting(2, 1), waiting(4, 1)))
        .contains("e2 enters");
  }

  @Test
  void inParallelEverybodyGoes() {
    assertThat(next("PARALLEL", Set.of(), inside(1, 0), waiting(2, 0), waiting(3, 0)))
        .contains("e2 enters");
  }

  @Test
  void theLastStageIsFilledFirstSoThatRoomIsMade() {
    assertThat(next("QUEUED", Set.of(), waiting(1, 2), waiting(2, 1))).contains("e1 enters");
  }
}
