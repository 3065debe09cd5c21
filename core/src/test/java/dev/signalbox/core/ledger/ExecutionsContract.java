package dev.signalbox.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.ledger.Executions.Execution;
import dev.signalbox.core.ledger.Executions.Known;
import dev.signalbox.core.ledger.Executions.Purpose;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.Shop;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is promised of executions. Those in memory and those in DynamoDB both run these. */
public abstract class ExecutionsContract {
  private static final PipelineId API = Shop.start("api", Shop.TOOLS).target().pipeline();
  private static final PipelineId WEB = Shop.start("web", Shop.TOOLS).target().pipeline();
  private static final ExecutionId ID = new ExecutionId("12345678-aaaa-bbbb-cccc-0123456789ab");
  private static final Execution EXECUTION = new Execution(API, ID);
  private static final Purpose PURPOSE =
      new Purpose(
          Optional.of(new Progress.Line(API, Shop.REPOSITORY, Ref.tag("v1/ü #🚀"))),
          TriggerId.of(API, Shop.push("main")));

  private Executions executions = new ExecutionsInMemory();

  protected abstract Executions noExecutions();

  @BeforeEach
  final void startEmpty() {
    executions = noExecutions();
  }

  @ParameterizedTest
  @EnumSource
  void whoTellsTheEndLastLearnsWhatForItRan(End end) {
    assertThat(executions.runsFor(EXECUTION, PURPOSE))
        .isEqualTo(new Known(Optional.of(PURPOSE), Optional.empty()));
    assertThat(executions.ended(EXECUTION, end))
        .isEqualTo(new Known(Optional.of(PURPOSE), Optional.of(end)));
  }

  @ParameterizedTest
  @EnumSource
  void whoTellsWhatForItRunsLastLearnsTheEnd(End end) {
    assertThat(executions.ended(EXECUTION, end))
        .isEqualTo(new Known(Optional.empty(), Optional.of(end)));
    assertThat(executions.runsFor(EXECUTION, PURPOSE))
        .isEqualTo(new Known(Optional.of(PURPOSE), Optional.of(end)));
  }

  @Test
  void repositoriesOfOtherProvidersAreKeptAsSuch() {
    var elsewhere =
        new Repository(
            Provider.GITHUB, Shop.REPOSITORY.account(), Shop.REPOSITORY.region(), "octo/shop");
    var purpose =
        new Purpose(
            Optional.of(new Progress.Line(API, elsewhere, Ref.branch("main"))), PURPOSE.trigger());
    executions.runsFor(EXECUTION, purpose);

    assertThat(executions.ended(EXECUTION, End.FAILED).purpose()).hasValue(purpose);
  }

  @Test
  void whatRunsForNoRefIsKnownToHaveBeenStarted() {
    var purpose = new Purpose(Optional.empty(), PURPOSE.trigger());
    executions.runsFor(EXECUTION, purpose);

    assertThat(executions.ended(EXECUTION, End.FAILED).purpose()).hasValue(purpose);
  }

  @Test
  void tellingAgainChangesNothing() {
    executions.runsFor(EXECUTION, PURPOSE);
    Known known = executions.ended(EXECUTION, End.STOPPED);

    assertThat(executions.runsFor(EXECUTION, PURPOSE)).isEqualTo(known);
    assertThat(executions.ended(EXECUTION, End.STOPPED)).isEqualTo(known);
  }

  @Test
  void aRunThatSucceedsWhenItIsTriedAgainHasSucceeded() {
    executions.ended(EXECUTION, End.FAILED);

    assertThat(executions.ended(EXECUTION, End.SUCCEEDED).end()).hasValue(End.SUCCEEDED);
  }

  @Test
  void aFailureThatIsToldLateTakesNoSuccessBack() {
    executions.runsFor(EXECUTION, PURPOSE);
    executions.ended(EXECUTION, End.SUCCEEDED);

    assertThat(executions.ended(EXECUTION, End.FAILED))
        .isEqualTo(new Known(Optional.of(PURPOSE), Optional.of(End.SUCCEEDED)));
  }

  @Test
  void theSameIdOfAnotherPipelineIsAnotherExecution() {
    executions.runsFor(EXECUTION, PURPOSE);

    assertThat(executions.ended(new Execution(WEB, ID), End.SUCCEEDED).purpose()).isEmpty();
    assertThat(executions.runsFor(EXECUTION, PURPOSE).end()).isEmpty();
  }
}
