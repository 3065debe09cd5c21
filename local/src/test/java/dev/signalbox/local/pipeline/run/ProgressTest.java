package dev.signalbox.local.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.pipeline.run.Progress.Await;
import dev.signalbox.local.pipeline.run.Progress.End;
import dev.signalbox.local.pipeline.run.Progress.Start;
import dev.signalbox.local.pipeline.run.Progress.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Progress PROGRESS = new Progress(orders(), Integer.MAX_VALUE);
  private int count;

  private static Map<String, Integer> orders() {
    Map<String, Integer> orders = new LinkedHashMap<>();
    orders.put("Deploy", 7);
    orders.put("Lint", 1);
    orders.put("Compile", 1);
    return orders;
  }

  private StageRun stage(String... runs) {
    StageRun stage = StageRun.started("Build", Instant.EPOCH);
    for (String each : runs) {
      String[] words = each.split(" ", -1);
      ActionRun run =
          ActionRun.started(
              "run" + count++, words[0], Instant.EPOCH, Map.of(), List.of(), Optional.empty());
      Outcome outcome =
          switch (words[1]) {
            case "ok" -> Outcome.succeeded(External.NONE);
            default -> Outcome.failed("JobFailed", "no");
          };
      stage = stage.with(words[1].equals("runs") ? run : run.ended(outcome, Instant.EPOCH));
    }
    return stage;
  }

  private Step next(String... runs) {
    return PROGRESS.next(stage(runs), Status.IN_PROGRESS);
  }

  @Test
  void actionsOfTheLowestOrderStartTogether() {
    assertThat(next()).isEqualTo(new Start(List.of("Lint", "Compile")));
  }

  @Test
  void theNextOrderWaitsForAllOfTheOneBefore() {
    assertThat(next("Lint ok", "Compile runs")).isEqualTo(new Await());
    assertThat(next("Lint ok", "Compile ok")).isEqualTo(new Start(List.of("Deploy")));
  }

  @Test
  void afterTheLastActionTheStageHasSucceeded() {
    assertThat(next("Lint ok", "Compile ok", "Deploy ok")).isEqualTo(new End(Status.SUCCEEDED));
  }

  @Test
  void aFailureIsTheStagesOnlyWhenTheOthersHaveEnded() {
    assertThat(next("Lint fails", "Compile runs")).isEqualTo(new Await());
    assertThat(next("Lint fails", "Compile ok")).isEqualTo(new End(Status.FAILED));
  }

  @Test
  void whoIsStoppingStartsNothingMore() {
    assertThat(PROGRESS.next(stage("Lint ok", "Compile runs"), Status.STOPPING))
        .isEqualTo(new Await());
    assertThat(PROGRESS.next(stage("Lint ok", "Compile ok"), Status.STOPPING))
        .isEqualTo(new End(Status.STOPPED));
  }

  @Test
  void theNewestRunOfAnActionCounts() {
    assertThat(next("Lint fails", "Compile ok", "Lint ok")).isEqualTo(new Start(List.of("Deploy")));
  }

  @Test
  void whenEverythingIsTriedAgainEarlierRunsDoNotCount() {
    StageRun again = stage("Lint ok", "Compile fails").retried(true, false, Instant.EPOCH);
    assertThat(PROGRESS.next(again, Status.IN_PROGRESS))
        .isEqualTo(new Start(List.of("Lint", "Compile")));
  }

  @Test
  void onlyWhatFailedIsTriedAgainOtherwise() {
    assertThat(PROGRESS.failed(stage("Lint ok", "Compile fails"))).containsExactly("Compile");
    assertThat(PROGRESS.failed(stage("Lint fails", "Compile ok", "Lint ok"))).isEmpty();
  }

  @Test
  void noMoreActionsRunAtOnceThanMay() {
    Progress narrow = new Progress(orders(), 1);
    assertThat(narrow.next(stage(), Status.IN_PROGRESS)).isEqualTo(new Start(List.of("Lint")));
    assertThat(narrow.next(stage("Lint runs"), Status.IN_PROGRESS)).isEqualTo(new Await());
    assertThat(narrow.next(stage("Lint ok"), Status.IN_PROGRESS))
        .isEqualTo(new Start(List.of("Compile")));
  }
}
