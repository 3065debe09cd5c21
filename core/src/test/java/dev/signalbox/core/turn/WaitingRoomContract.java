package dev.signalbox.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every waiting room promises. */
public abstract class WaitingRoomContract {
  private static final Instant NOON = Shop.NOON;

  private WaitingRoom room = new WaitingRoomInMemory();

  protected abstract WaitingRoom empty();

  @BeforeEach
  final void leave() {
    room = empty();
  }

  private static Push push(Repository repository, String branch, int second) {
    return new Push(
        "event-" + second,
        repository,
        Ref.branch(branch),
        Optional.empty(),
        Optional.of(Shop.commit(2)),
        NOON.plusSeconds(second));
  }

  private static Waiting waiting(String branch, int second) {
    return new Waiting(
        push(Shop.REPOSITORY, branch, second),
        Optional.of(new Relay(Shop.TOOLS.id(), "codecommit", 0)));
  }

  private Optional<Waiting> next(int second) {
    return room.next(Shop.REPOSITORY, NOON.plusSeconds(second), NOON.plusSeconds(second + 30));
  }

  private boolean anyWaits(int second) {
    return room.anyWaits(Shop.REPOSITORY, NOON.plusSeconds(second));
  }

  @Test
  void whatWaitsComesOutAsItWentInLongestWaitingFirst() {
    room.add(waiting("b", 1));
    room.add(waiting("feature/ü🚀 \n\"'${x}", 0));

    assertThat(next(5)).hasValue(waiting("feature/ü🚀 \n\"'${x}", 0));
    assertThat(next(5)).hasValue(waiting("b", 1));
    assertThat(next(5)).isEmpty();
  }

  @Test
  void whoHasWaitedIsNotServedByTwo() {
    room.add(waiting("a", 0));

    assertThat(next(1)).isPresent();
    assertThat(anyWaits(30)).isFalse();
    assertThat(next(30)).isEmpty();
    assertThat(anyWaits(31)).isTrue();
    assertThat(next(31)).isPresent();
  }

  @Test
  void whatIsDoneWaitsNoMore() {
    room.add(waiting("a", 0));
    room.done(next(1).orElseThrow());

    assertThat(next(100)).isEmpty();
  }

  @Test
  void addingAgainWhatWaitsChangesNothing() {
    room.add(waiting("a", 0));
    next(1);
    room.add(waiting("a", 0));

    assertThat(next(2)).isEmpty();
  }

  @Test
  void whatIsPutOffWaitsOnWithTheNumberOfItsTries() {
    room.add(waiting("a", 0));
    room.putOff(next(1).orElseThrow().again(), NOON.plusSeconds(60));

    assertThat(next(59)).isEmpty();
    assertThat(next(60)).hasValueSatisfying(it -> assertThat(it.tries()).isEqualTo(1));
  }

  @Test
  void whatIsDoneCannotBePutOff() {
    room.add(waiting("a", 0));
    Waiting waiting = next(1).orElseThrow();
    room.done(waiting);
    room.putOff(waiting.again(), NOON);

    assertThat(next(100)).isEmpty();
  }

  @Test
  void oneRepositorysPushesAreNoOthers() {
    var other = new Repository(Shop.REPOSITORY.account(), Shop.REPOSITORY.region(), "shop-2");
    room.add(new Waiting(push(other, "a", 0), Optional.of(new Relay(Shop.TOOLS.id(), "x", 0))));

    assertThat(next(1)).isEmpty();
    assertThat(room.next(other, NOON, NOON.plusSeconds(1))).isPresent();
  }

  @Test
  void manyWhoServeAtOnceServeEachPushOnce() throws Exception {
    IntStream.range(0, 40).forEach(i -> room.add(waiting("b" + i, i % 3)));
    Callable<List<String>> server =
        () -> {
          List<String> served = new ArrayList<>();
          for (Optional<Waiting> one = next(10); one.isPresent(); one = next(10)) {
            served.add(one.get().push().ref().name());
            room.done(one.get());
          }
          return served;
        };
    List<String> served = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<String>> one :
          threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> server).toList())) {
        served.addAll(one.get());
      }
    }
    assertThat(served).hasSize(40).doesNotHaveDuplicates();
  }
}
