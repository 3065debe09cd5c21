package dev.signalbox.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody who gives turns promises. */
public abstract class TurnsContract {
  private static final Instant NOON = Shop.NOON;
  private static final Repository OTHER =
      new Repository(Shop.REPOSITORY.account(), Shop.REPOSITORY.region(), "other");

  private Turns turns = new TurnsInMemory();

  protected abstract Turns allFree();

  @BeforeEach
  final void free() {
    turns = allFree();
  }

  private Optional<Turns.Turn> take(Repository repository, int second) {
    return turns.take(repository, NOON.plusSeconds(second), NOON.plusSeconds(second + 30));
  }

  private boolean anyFree(Repository repository, int second) {
    return turns.anyFree(repository, NOON.plusSeconds(second));
  }

  private List<Turns.Turn> takeAll() {
    return IntStream.range(0, Turns.MOST)
        .mapToObj(_ -> take(Shop.REPOSITORY, 0).orElseThrow())
        .toList();
  }

  @Test
  void aRepositoryHasSoManyTurnsAndNoMore() {
    takeAll();

    assertThat(anyFree(Shop.REPOSITORY, 1)).isFalse();
    assertThat(take(Shop.REPOSITORY, 1)).isEmpty();
  }

  @Test
  void oneRepositorysTurnsAreNoOthers() {
    takeAll();

    assertThat(anyFree(OTHER, 1)).isTrue();
    assertThat(take(OTHER, 1)).isPresent();
  }

  @Test
  void aTurnThatIsOverIsFree() {
    turns.give(takeAll().getLast());

    assertThat(anyFree(Shop.REPOSITORY, 1)).isTrue();
    assertThat(take(Shop.REPOSITORY, 1)).isPresent();
    assertThat(take(Shop.REPOSITORY, 1)).isEmpty();
  }

  @Test
  void theTurnOfOneWhoDiedIsFreeAfterItsTime() {
    takeAll();

    assertThat(take(Shop.REPOSITORY, 29)).isEmpty();
    assertThat(anyFree(Shop.REPOSITORY, 29)).isFalse();
    assertThat(anyFree(Shop.REPOSITORY, 30)).isTrue();
    assertThat(take(Shop.REPOSITORY, 30)).isPresent();
  }

  @Test
  void whoCameBackTooLateDoesNotGiveTheTurnOfAnotherAway() {
    List<Turns.Turn> first = takeAll();
    IntStream.range(0, Turns.MOST).forEach(_ -> assertThat(take(Shop.REPOSITORY, 31)).isPresent());

    first.forEach(turns::give);

    assertThat(take(Shop.REPOSITORY, 32)).isEmpty();
  }

  @Test
  void ofManyAtOnceOnlySoManyGetATurn() throws Exception {
    Callable<Optional<Turns.Turn>> asking = () -> take(Shop.REPOSITORY, 0);
    try (var threads = Executors.newFixedThreadPool(8)) {
      int taken = 0;
      for (Future<Optional<Turns.Turn>> one :
          threads.invokeAll(IntStream.range(0, 24).mapToObj(_ -> asking).toList())) {
        taken += one.get().isPresent() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(Turns.MOST);
    }
  }
}
