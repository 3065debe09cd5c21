package dev.signalbox.core.reconcile;

import static dev.signalbox.core.route.Shop.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Shop;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every memory of branches promises. The one in memory and the one in DynamoDB run these. */
public abstract class HeadsContract {
  private static final Repository REPOSITORY = Shop.REPOSITORY;
  private static final Ref MAIN = Ref.branch("main");

  private Heads heads = new HeadsInMemory();

  protected abstract Heads nothingRemembered();

  @BeforeEach
  final void forget() {
    heads = nothingRemembered();
  }

  /** A commit of 0 is none. */
  private static Push push(Ref ref, int from, int to, Instant at) {
    return new Push("d", REPOSITORY, ref, some(from), some(to), at);
  }

  private static Optional<CommitId> some(int commit) {
    return Optional.of(commit).filter(c -> c > 0).map(Shop::commit);
  }

  private void moved(int from, int to, int second) {
    heads.moved(push(MAIN, from, to, Shop.NOON.plusSeconds(second)));
  }

  private Optional<CommitId> head() {
    return Optional.ofNullable(heads.of(REPOSITORY).get(MAIN)).flatMap(Head::commit);
  }

  @Test
  void aBranchIsWhereTheLastPushLeftIt() {
    moved(0, 1, 0);
    moved(1, 2, 1);

    assertThat(heads.of(REPOSITORY))
        .isEqualTo(Map.of(MAIN, new Head(some(2), Shop.NOON.plusSeconds(1))));
  }

  @Test
  void aPushThatIsToldLateChangesNothing() {
    moved(2, 3, 2);
    moved(1, 2, 1);

    assertThat(head()).hasValue(commit(3));
  }

  @Test
  void withinOneSecondAPushFollowsWhatItStartedFrom() {
    moved(1, 2, 0);
    moved(2, 3, 0);
    moved(1, 2, 0);

    assertThat(head()).hasValue(commit(3));
  }

  @Test
  void partsOfASecondDoNotCount() {
    heads.moved(push(MAIN, 1, 2, Shop.NOON.plusMillis(999)));
    heads.moved(push(MAIN, 2, 3, Shop.NOON.plusMillis(1)));

    assertThat(head()).hasValue(commit(3));
  }

  @Test
  void aDeletedBranchIsRememberedAsDeleted() {
    moved(0, 1, 0);
    moved(1, 0, 1);

    assertThat(heads.of(REPOSITORY))
        .isEqualTo(Map.of(MAIN, new Head(Optional.empty(), Shop.NOON.plusSeconds(1))));
  }

  @Test
  void aDeletionThatIsToldAfterTheBranchWasMadeAgainChangesNothing() {
    moved(0, 3, 2);
    moved(2, 0, 1);

    assertThat(head()).hasValue(commit(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature/ü🚀", "a b\n\"';${x}", "-n", "HEAD", "#", "refs/heads/main"})
  void everyNameIsItsOwnBranch(String name) {
    heads.moved(push(Ref.branch(name), 0, 7, Shop.NOON));
    heads.moved(push(Ref.branch(name + "x".repeat(2000)), 0, 8, Shop.NOON));
    moved(0, 1, 0);

    assertThat(heads.of(REPOSITORY).get(Ref.branch(name))).isEqualTo(new Head(some(7), Shop.NOON));
    assertThat(heads.of(REPOSITORY)).hasSize(3);
  }

  @Test
  void theSameNameElsewhereIsAnotherRepository() {
    moved(0, 1, 0);

    assertThat(heads.of(new Repository(REPOSITORY.account(), REPOSITORY.region(), "shop2")))
        .isEmpty();
    assertThat(heads.of(new Repository(Shop.PROD.id(), REPOSITORY.region(), "shop"))).isEmpty();
  }

  @Test
  void thousandsOfBranchesComeBackAll() {
    for (int i = 0; i < 1200; i++) {
      heads.moved(
          push(Ref.branch("feature/%04d/%s".formatted(i, "x".repeat(900))), 0, 1, Shop.NOON));
    }

    assertThat(heads.of(REPOSITORY)).hasSize(1200);
  }

  @Test
  void howFarARepositoryWasLookedThroughIsRememberedAndIsNoBranch() {
    assertThat(heads.look(REPOSITORY)).isEmpty();
    var first = new Look(Optional.empty(), Shop.NOON, Optional.of(new Look.Stop("v1", "a/ü\n")));
    heads.looked(REPOSITORY, first);
    assertThat(heads.look(REPOSITORY)).hasValue(first);

    Look finished = Look.finished("v2", Shop.NOON.plusSeconds(300));
    heads.looked(REPOSITORY, finished);
    assertThat(heads.look(REPOSITORY)).hasValue(finished);
    assertThat(heads.of(REPOSITORY)).isEmpty();
  }
}
