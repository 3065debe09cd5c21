package dev.signalbox.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.TriggerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pushes that another Signalbox forwarded. */
class RelayedTest {
  private static final Push PUSH =
      new Push(
          "d",
          Shop.REPOSITORY,
          Ref.branch("main"),
          Optional.of(Shop.commit(1)),
          Optional.of(Shop.commit(2)),
          Shop.NOON);

  private static final Route HERE = Shop.route("here", Shop.branches("main"), PathFilter.NONE);
  private static final Route ONWARD =
      new Route(
          "onward",
          Shop.REPOSITORY,
          Shop.branches("main"),
          PathFilter.NONE,
          Shop.start("prod", Shop.PROD));

  private static List<Decision> decide(AccountId sender, int hops, Route... routes) {
    var event = new Event.Relayed(PUSH, new Relay(sender, "codecommit", hops));
    return new Decider(Shop.definition(routes), new History()).decide(event).all();
  }

  @Test
  void theAccountOfTheRepositoryIsBelieved() {
    assertThat(decide(Shop.TOOLS.id(), 1, HERE))
        .singleElement()
        .satisfies(d -> assertThat(d.outcome()).isInstanceOf(Outcome.Started.class));
  }

  @Test
  void whatItStartsHasTheIdentityOfAnEventThatTellsItDirectly() {
    Event relayed = new Event.Relayed(PUSH, new Relay(Shop.TOOLS.id(), "codecommit", 1));

    assertThat(HERE.trigger(relayed.cause().orElseThrow()))
        .isEqualTo(TriggerId.of(HERE.start().target().pipeline(), PUSH));
  }

  @Test
  void anAccountThatIsNotListedIsNotBelieved() {
    assertThat(decide(new AccountId("999999999999"), 1, HERE))
        .singleElement()
        .extracting(Decision::outcome)
        .isEqualTo(
            new Outcome.Rejected("account 999999999999, which sent it, is not in the definition"));
  }

  @Test
  void anAccountThatIsListedIsNotBelievedAboutTheRepositoriesOfAnother() {
    assertThat(decide(Shop.PROD.id(), 1, HERE))
        .singleElement()
        .extracting(Decision::outcome)
        .isEqualTo(
            new Outcome.Rejected("account 333333333333 speaks of a push in account 111111111111"));
  }

  @Test
  void whatIsNotBelievedDoesNotTakeThePlaceOfWhatWasDecided() {
    var decider = new Decider(Shop.definition(HERE), new History());
    Decisions forged =
        decider.decide(new Event.Relayed(PUSH, new Relay(Shop.PROD.id(), "codecommit", 1)));

    assertThat(forged.subject()).isNotEqualTo(decider.decide(new Event.Pushed(PUSH)).subject());
  }

  @Test
  void aPushThatWasForwardedIsNotForwardedAgain() {
    assertThat(decide(Shop.TOOLS.id(), 1, HERE, ONWARD))
        .extracting(d -> d.outcome().word(), d -> d.outcome().reason())
        .last()
        .hasToString(
            "(\"SKIPPED\", \"account 111111111111 has forwarded it already, and a push is forwarded"
                + " once\")");
  }

  @Test
  void aPushThatAWebhookToldHereIsForwarded() {
    assertThat(decide(Shop.TOOLS.id(), 0, ONWARD))
        .singleElement()
        .satisfies(d -> assertThat(d.outcome()).isInstanceOf(Outcome.Forwarded.class));
  }

  @Test
  void noPushHasBeenForwardedMoreThanOnce() {
    assertThatThrownBy(() -> new Relay(Shop.TOOLS.id(), "codecommit", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a push is forwarded once");
  }
}
