package dev.signalbox.core.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Ephemeral.OnDelete;
import dev.signalbox.core.route.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every register promises. The in-memory one and the DynamoDB one both run these. */
@SuppressWarnings("NullAway.Init") // made before each test
public abstract class RegisterContract {
  private static final Instant NOW = Shop.NOON;
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final BranchPipeline LOGIN = Branches.pipeline("feature/login ü\n");

  private Register register;

  protected abstract Register emptyRegister();

  @BeforeEach
  void anEmptyRegister() {
    register = emptyRegister();
  }

  private Lease.Taken take(BranchPipeline pipeline) {
    return (Lease.Taken) register.take(pipeline, NOW, LATER);
  }

  private static Registered known(BranchPipeline pipeline, String... version) {
    return new Registered(
        pipeline,
        NOW,
        NOW.plusMillis(7),
        List.of(version).stream().map(_ -> Shop.commit(7)).findFirst(),
        List.of(version).stream().findFirst());
  }

  private void register(BranchPipeline pipeline) {
    Lease.Taken lease = take(pipeline);
    register.write(lease, known(pipeline, "1"));
    register.giveBack(lease);
  }

  @Test
  void nobodyKnowsOfAPipelineThatWasNeverWritten() {
    assertThat(take(LOGIN).known()).isEmpty();
    assertThat(register.all()).isEmpty();
    assertThat(register.of(LOGIN.plan().template())).isEmpty();
  }

  @Test
  void whileOneIsAtWorkOthersAreTurnedAway() {
    take(LOGIN);

    assertThat(register.take(LOGIN, NOW, LATER)).isEqualTo(new Lease.Held(LATER));
  }

  @Test
  void onOtherPipelinesOthersMayWork() {
    take(LOGIN);

    assertThat(take(Branches.pipeline("feature/LOGIN ü\n"))).isInstanceOf(Lease.Taken.class);
  }

  @Test
  void whatIsWrittenIsThereForTheNextOne() {
    Lease.Taken lease = take(LOGIN);
    register.write(lease, known(LOGIN));
    register.write(lease, known(LOGIN, "12.3"));
    register.giveBack(lease);

    assertThat(take(LOGIN).known()).contains(known(LOGIN, "12.3"));
    assertThat(register.all()).containsExactly(known(LOGIN, "12.3"));
  }

  @Test
  void everyPlanIsReadBackAsItWas() {
    List<BranchPipeline> all =
        List.of(
            Branches.pipeline("a", Branches.plan(OnDelete.WAIT, 1)),
            Branches.pipeline("b", Branches.plan(OnDelete.ABANDON, 1000)),
            new BranchPipeline(
                LOGIN.id(),
                LOGIN.plan(),
                new Reach.Role("ci/x", Optional.of("external")),
                LOGIN.repository(),
                LOGIN.ref()));
    all.forEach(this::register);

    assertThat(register.all())
        .extracting(Registered::pipeline)
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void whoDiesAtWorkIsSucceededAfterHisTime() {
    register.write(take(LOGIN), known(LOGIN));

    assertThat(register.take(LOGIN, LATER, LATER.plusSeconds(1)))
        .asInstanceOf(InstanceOfAssertFactories.type(Lease.Taken.class))
        .satisfies(lease -> assertThat(lease.known()).contains(known(LOGIN)));
  }

  @Test
  void whoWasSucceededChangesNothingAnyMore() {
    Lease.Taken late = take(LOGIN);
    register.take(LOGIN, LATER, LATER.plusSeconds(60));

    assertThatThrownBy(() -> register.write(late, known(LOGIN))).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> register.erase(late)).isInstanceOf(Unavailable.class);
    register.giveBack(late);
    assertThat(register.all()).isEmpty();
    assertThat(register.take(LOGIN, LATER, LATER)).isInstanceOf(Lease.Held.class);
  }

  @Test
  void whatIsErasedIsForgotten() {
    register(LOGIN);
    Lease.Taken lease = take(LOGIN);
    register.erase(lease);
    register.erase(lease);

    assertThat(register.all()).isEmpty();
    register.giveBack(lease);
    assertThat(take(LOGIN).known()).isEmpty();
  }

  @Test
  void whatIsErasedCanBeWrittenAgain() {
    register(LOGIN);
    Lease.Taken lease = take(LOGIN);
    register.erase(lease);
    register.write(lease, known(LOGIN, "2"));

    assertThat(register.all()).containsExactly(known(LOGIN, "2"));
  }

  @Test
  void theOnesOfATemplateAreFoundWithoutTheOthers() {
    var other =
        new Ephemeral(
            Shop.start("preview-2", Shop.TOOLS).target().pipeline(),
            "x-${branch}",
            Ephemeral.SHORTEST_TTL,
            OnDelete.STOP,
            1);
    register(LOGIN);
    register(Branches.pipeline("feature/login", other));

    assertThat(register.of(LOGIN.plan().template())).containsExactly(known(LOGIN, "1"));
    assertThat(register.of(other.template())).hasSize(1);
    assertThat(register.all()).hasSize(2);
  }

  @Test
  void hundredsAreAllFound() {
    IntStream.range(0, 300)
        .forEach(i -> register(Branches.pipeline("feature/" + "x".repeat(240) + i)));

    assertThat(register.all()).hasSize(300);
  }
}
