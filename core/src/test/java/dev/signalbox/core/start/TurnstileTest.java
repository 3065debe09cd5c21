package dev.signalbox.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.turn.Turns;
import dev.signalbox.core.turn.TurnsInMemory;
import dev.signalbox.core.turn.WaitingRoomInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A flood of pushes of one repository, and what becomes of the pushes of others. */
class TurnstileTest {
  private static final Repository FLOODED = Shop.REPOSITORY;
  private static final Repository QUIET =
      new Repository(FLOODED.account(), FLOODED.region(), "quiet");
  private static final Duration LAMBDA = Duration.ofMinutes(5);

  private final TurnsInMemory turns = new TurnsInMemory();
  private final WaitingRoomInMemory room = new WaitingRoomInMemory();
  private final List<String> routed = new ArrayList<>();
  private Duration each = Duration.ofMillis(300);
  private Instant now = Shop.NOON;
  private Turnstile.Way way = this::route;

  private Turnstile turnstile() {
    return new Turnstile(turns, room, () -> now);
  }

  private Routed route(Event event, Instant deadline) {
    Push push = (Push) event.cause().orElseThrow();
    routed.add(push.repository().name() + " " + push.ref().name());
    now = now.plus(each);
    return new Routed(new Decisions(event, "v1", List.of()), Optional.empty());
  }

  private static Push push(Repository repository, int number) {
    return new Push(
        "e" + number,
        repository,
        Ref.branch("b" + number),
        Optional.empty(),
        Optional.of(Shop.commit(2)),
        Shop.NOON);
  }

  private Optional<Routed> pass(Repository repository, int number) {
    Push push = push(repository, number);
    return turnstile().pass(new Event.Pushed(push), push, now.plus(LAMBDA), way);
  }

  private List<Turns.Turn> takeAll() {
    return IntStream.range(0, Turns.MOST)
        .mapToObj(_ -> turns.take(FLOODED, now, now.plusSeconds(55)).orElseThrow())
        .toList();
  }

  private int drain() {
    return turnstile().drain(FLOODED, now.plus(LAMBDA), way).size();
  }

  @Test
  void aFloodOfOneRepositoryWaitsAndAnothersPushPassesAtOnce() {
    takeAll();
    IntStream.range(0, 4000).forEach(i -> assertThat(pass(FLOODED, i)).isEmpty());

    assertThat(pass(QUIET, 0)).isPresent();
    assertThat(routed).containsExactly("quiet b0");
    assertThat(room.size()).isEqualTo(4000);
  }

  @Test
  void everyPushOfAFloodIsRoutedOnceInTheEndAndNoneBeyondItsProcesssTime() {
    takeAll();
    IntStream.range(0, 4000).forEach(i -> pass(FLOODED, i));
    now = now.plusSeconds(60);
    int processes = 0;
    while (room.size() > 0) {
      Instant begin = now;
      drain();
      processes++;
      assertThat(Duration.between(begin, now)).isLessThan(LAMBDA);
    }

    assertThat(routed).hasSize(4000).doesNotHaveDuplicates();
    assertThat(processes).isEqualTo(5);
  }

  @Test
  void whoPassesTakesThoseAlongThatWait() {
    List<Turns.Turn> all = takeAll();
    pass(FLOODED, 1);
    pass(FLOODED, 2);
    turns.give(all.getFirst());

    assertThat(pass(FLOODED, 3)).isPresent();
    assertThat(drain()).isEqualTo(2);
    assertThat(routed).containsExactly("shop b3", "shop b1", "shop b2");
    assertThat(room.size()).isZero();
  }

  @RepeatedTest(50)
  void ofManyWhoComeAtOnceNobodyIsLeftForTheSchedule() throws Exception {
    Queue<Event> served = new ConcurrentLinkedQueue<>();
    List<Turnstile> turnstiles = Stream.generate(this::turnstile).limit(4).toList();
    Turnstile.Way serves =
        (event, _) -> {
          served.add(event);
          return new Routed(new Decisions(event, "v1", List.of()), Optional.empty());
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        Push push = push(FLOODED, i);
        Turnstile here = turnstiles.get(i % turnstiles.size());
        threads.execute(() -> {
          if (here.pass(new Event.Pushed(push), push, now.plus(LAMBDA), serves).isPresent()) {
            here.drain(FLOODED, now.plus(LAMBDA), serves);
          } else {
            here.follow(FLOODED, now.plus(LAMBDA), serves);
          }
        });
      }
    }

    assertThat(room.size()).isZero();
    assertThat(served).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void inAFloodNobodyAsksForATurnInVainBeforeWaiting() {
    List<Turns.Turn> all = takeAll();
    Turnstile turnstile = turnstile();
    putAway(turnstile, 1);
    all.forEach(turns::give);

    assertThat(putAway(turnstile, 2)).containsExactly("shop b1", "shop b2");
    assertThat(
            turnstile.pass(
                new Event.Pushed(push(FLOODED, 3)), push(FLOODED, 3), now.plus(LAMBDA), way))
        .as("the flood is over")
        .isPresent();
  }

  @Test
  void oneRepositorysFloodSendsNoOthersPushToWait() {
    takeAll();
    Turnstile turnstile = turnstile();
    putAway(turnstile, 1);
    Push push = push(QUIET, 1);

    assertThat(turnstile.pass(new Event.Pushed(push), push, now.plus(LAMBDA), way)).isPresent();
  }

  private List<String> putAway(Turnstile turnstile, int number) {
    Push push = push(FLOODED, number);
    assertThat(turnstile.pass(new Event.Pushed(push), push, now.plus(LAMBDA), way)).isEmpty();
    turnstile.follow(FLOODED, now.plus(LAMBDA), way);
    return routed;
  }

  @Test
  void whatOneWasAtWhoDiedIsDoneByAnotherAfterItsTime() {
    List<Turns.Turn> all = takeAll();
    IntStream.range(0, 10).forEach(i -> pass(FLOODED, i));
    all.forEach(turns::give);
    way =
        (event, deadline) -> {
          if (routed.size() == 3) {
            throw new StackOverflowError("the process dies");
          }
          return route(event, deadline);
        };
    try {
      drain();
    } catch (StackOverflowError e) {
      // Gone.
    }
    way = this::route;

    assertThat(drain()).isEqualTo(6);
    now = now.plusSeconds(60);
    assertThat(drain()).isEqualTo(1);
    assertThat(routed).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeServedHoldsNobodyUpAndIsTriedEverMoreSeldom() {
    List<Turns.Turn> all = takeAll();
    IntStream.range(0, 3).forEach(i -> pass(FLOODED, i));
    all.forEach(turns::give);
    way =
        (event, deadline) -> {
          if (((Push) event.cause().orElseThrow()).ref().name().equals("b1")) {
            throw new Unavailable("throttled");
          }
          return route(event, deadline);
        };

    assertThat(drain()).isEqualTo(2);
    List<Integer> waits = new ArrayList<>();
    for (int tries = 1; tries < 8; tries++) {
      Instant before = now;
      Optional<?> seen = Optional.empty();
      while (seen.isEmpty()) {
        now = now.plusSeconds(10);
        seen = room.next(FLOODED, now, now);
      }
      waits.add((int) Duration.between(before, now).toSeconds());
      drain();
    }
    assertThat(waits).containsExactly(30, 60, 120, 240, 480, 900, 900);
    way = this::route;
    now = now.plusSeconds(900);
    drain();
    assertThat(routed).containsExactlyInAnyOrder("shop b0", "shop b1", "shop b2");
  }

  @Test
  void withTooLittleTimeLeftNothingIsBegun() {
    List<Turns.Turn> all = takeAll();
    pass(FLOODED, 1);
    all.forEach(turns::give);

    assertThat(turnstile().drain(FLOODED, now.plusSeconds(9), way)).isEmpty();
    assertThat(room.size()).isEqualTo(1);
  }
}
