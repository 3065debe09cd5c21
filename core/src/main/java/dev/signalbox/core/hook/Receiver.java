package dev.signalbox.core.hook;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.core.start.Definitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what webhooks deliver: first the proof, then everything else. Until a request is proved
 * nothing is read but the webhook's secret, and nothing is written.
 */
public final class Receiver {
  private static final Reply UNPROVED = new Reply(401, "The signature does not hold");

  private final Place place;
  private final Secrets secrets;
  private final Deliveries deliveries;
  private final Bodies bodies;
  private final Definitions definitions;
  private final Consumer<List<Push>> router;
  private final Consumer<String> log;
  private final InstantSource clock;

  /** Where pushes are told: repositories of other providers are watched from here. */
  public record Place(AccountId account, Region region) {}

  /** Reads what providers send. */
  public interface Bodies {
    /**
     * What a body says.
     *
     * @throws IllegalArgumentException where it says nothing anybody could understand
     */
    Told read(Provider provider, Received request);
  }

  /**
   * A receiver.
   *
   * @param router is told of pushes; telling it again changes nothing
   * @param log is told why something could not be done
   */
  public Receiver(
      Place place,
      Secrets secrets,
      Deliveries deliveries,
      Bodies bodies,
      Definitions definitions,
      Consumer<List<Push>> router,
      Consumer<String> log,
      InstantSource clock) {
    this.place = place;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.definitions = definitions;
    this.router = router;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Deals with one request.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public Reply accept(Received request, Instant deadline) {
    try {
      Optional<Proof> proof = Proof.of(request);
      if (proof.isEmpty() || !proved(proof.get(), request)) {
        return UNPROVED;
      }
      return read(proof.get().provider(), request, deadline);
    } catch (Unavailable e) {
      log.accept(e.reason());
      return new Reply(503, "Not now: deliver it again");
    } catch (Refused e) {
      log.accept(e.reason());
      return new Reply(500, "This webhook is not set up in full: its log says more");
    }
  }

  /** A secret may have been changed a moment ago. */
  private boolean proved(Proof proof, Received request) {
    return holds(proof, request, false) || holds(proof, request, true);
  }

  private boolean holds(Proof proof, Received request, boolean anew) {
    boolean held = false;
    for (String secret : secrets.of(request.hook(), anew)) {
      held |= !secret.isEmpty() && proof.holds(request.body(), secret, clock.instant());
    }
    return held;
  }

  private Reply read(Provider provider, Received request, Instant deadline) {
    try {
      return switch (bodies.read(provider, request)) {
        case Told.Ping _ -> new Reply(200, "Signalbox is here");
        case Told.Other _ -> new Reply(200, "This moves no branch and no tag");
        case Told.Moves moves -> admitted(provider, moves, request, deadline);
      };
    } catch (IllegalArgumentException e) {
      return new Reply(400, "The body is not what %s sends".formatted(provider.word()));
    }
  }

  /** A secret speaks for the repositories of its webhook, not for any that the body names. */
  private Reply admitted(Provider provider, Told.Moves moves, Received request, Instant deadline) {
    var repository = new Repository(provider, place.account(), place.region(), moves.repository());
    List<Push> pushes =
        moves.moves().stream().map(move -> push(repository, move, request)).toList();
    Optional<Hosting> hosting =
        definitions.inForce().routes().watched(repository).flatMap(WatchedRepository::hosting);
    if (hosting.isEmpty()) {
      return new Reply(200, "This repository is not in the definition: nothing is done");
    }
    if (!hosting.get().hook().equals(request.hook())) {
      return new Reply(403, "This repository has another webhook");
    }
    return once(pushes, request, deadline);
  }

  private Reply once(List<Push> pushes, Received request, Instant deadline) {
    return switch (deliveries.take(request.digest(), clock.instant(), deadline)) {
      case DONE -> new Reply(200, "This was delivered before: nothing is done twice");
      case UNDER_WAY -> new Reply(503, "This is being dealt with: deliver it again later");
      case YOURS -> {
        router.accept(pushes);
        deliveries.done(request.digest(), clock.instant());
        yield new Reply(
            200, pushes.size() == 1 ? "1 push was told" : pushes.size() + " pushes were told");
      }
    };
  }

  private Push push(Repository repository, Told.Move move, Received request) {
    return new Push(
        request.delivery(), repository, move.ref(), move.before(), move.after(), clock.instant());
  }
}
