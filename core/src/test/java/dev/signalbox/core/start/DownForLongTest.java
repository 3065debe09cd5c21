package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.ExecutionsInMemory;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that cannot be reached for hours, while another one can. */
class DownForLongTest {
  private static final Account OTHER =
      new Account(
          "other",
          new AccountId("222222222222"),
          new Region("us-east-1"),
          new Reach.Role("signalbox-target", Optional.empty()));
  private static final Definition BOTH = definition(to("here", Shop.TOOLS), to("there", OTHER));

  private final History history =
      new History()
          .commit(1, 0, History.added("README.md"))
          .commit(2, 1, History.added("api/a"))
          .commit(3, 2, History.added("api/b"))
          .commit(4, 3, History.added("api/c"));
  private final Map<AccountId, List<CommitId>> started =
      new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  private Optional<RuntimeException> trouble = Optional.empty();
  private Instant now = Shop.NOON;
  private final Router router =
      new Router(
          new Router.Parts(() -> BOTH, history, new Places(), (_, _, _) -> {}, new LedgerInMemory())
              .with(new Runs(new ProgressInMemory(), new ExecutionsInMemory())),
          () -> now);

  private static Route to(String name, Account account) {
    return new Route(
        name, Shop.REPOSITORY, branches("main"), paths("api/**").filter(), start("api", account));
  }

  private final class Places implements Pipelines {
    @Override
    public Pipeline describe(Trigger trigger) {
      if (trigger.pipeline().account().equals(OTHER.id())) {
        trouble.ifPresent(e -> {
          throw e;
        });
      }
      var source = SourceAction.codeCommit("Source", "shop", Optional.of("main"));
      return new Pipeline(trigger.pipeline(), true, List.of(source));
    }

    @Override
    public synchronized ExecutionId start(StartRequest request) {
      started
          .computeIfAbsent(request.trigger().pipeline().account(), _ -> new ArrayList<>())
          .add(((Push) request.trigger().cause()).after().orElseThrow());
      return new ExecutionId("execution of " + request.trigger().id());
    }

    @Override
    public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
      return Optional.empty();
    }
  }

  /** The push of the commit of this number, delivered some time later than the one before. */
  private List<String> deliver(int number) {
    now = now.plus(Duration.ofMinutes(10));
    Push push =
        push(Ref.branch("main"), Optional.of(commit(number - 1)), Optional.of(commit(number)));
    return router.accept(event(push), now.plusSeconds(60)).decisions().all().stream()
        .map(decision -> decision.outcome().word())
        .toList();
  }

  private List<CommitId> startedIn(Account account) {
    return started.getOrDefault(account.id(), List.of());
  }

  private void threePushesWhileTheOtherIsAway(RuntimeException answer) {
    trouble = Optional.of(answer);
    for (int number = 2; number <= 4; number++) {
      assertThat(deliver(number)).containsExactly("STARTED", "FAILED");
    }
    assertThat(startedIn(Shop.TOOLS)).containsExactly(commit(2), commit(3), commit(4));
    trouble = Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Refused", "Unavailable"})
  void whatIsRedrivenInItsOrderStartsInItsOrder(String kind) {
    threePushesWhileTheOtherIsAway(
        kind.equals("Refused") ? new Refused("access denied") : new Unavailable("no answer"));

    for (int number = 2; number <= 4; number++) {
      assertThat(deliver(number)).containsExactly("STARTED", "STARTED");
    }
    assertThat(startedIn(OTHER)).containsExactly(commit(2), commit(3), commit(4));
    assertThat(startedIn(Shop.TOOLS)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"3 4 2", "4 2 3", "4 3 2", "2 4 3", "3 2 4"})
  void whateverIsRedrivenFirstNothingOlderOvertakesIt(String order) {
    threePushesWhileTheOtherIsAway(new Refused("access denied"));

    List<String> words =
        Stream.of(order.split(" ")).map(n -> deliver(Integer.parseInt(n)).getLast()).toList();

    List<CommitId> inOrder = new ArrayList<>(startedIn(OTHER));
    Collections.sort(inOrder, (a, b) -> a.value().compareTo(b.value()));
    assertThat(startedIn(OTHER)).isEqualTo(inOrder).endsWith(commit(4));
    assertThat(words).containsOnly("STARTED", "STALE");
    assertThat(Collections.frequency(words, "STARTED")).isEqualTo(startedIn(OTHER).size());
    assertThat(startedIn(Shop.TOOLS)).hasSize(3);
  }

  @Test
  void theNewestAloneBringsWhatAllOfThemChanged() {
    threePushesWhileTheOtherIsAway(new Unavailable("no answer"));

    assertThat(deliver(4)).containsExactly("STARTED", "STARTED");
    assertThat(deliver(4)).containsExactly("STARTED", "STARTED");
    assertThat(startedIn(OTHER)).containsExactly(commit(4));
  }
}
