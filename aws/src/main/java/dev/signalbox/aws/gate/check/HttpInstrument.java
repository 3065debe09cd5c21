package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.web.Guard;
import dev.signalbox.aws.web.GuardedWeb;
import dev.signalbox.aws.web.Limits;
import dev.signalbox.aws.web.Measured;
import dev.signalbox.aws.web.Origin;
import dev.signalbox.aws.web.Request;
import dev.signalbox.aws.web.TooLong;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Answers.Exchange;
import dev.signalbox.core.gate.check.Answers.Forwarding;
import dev.signalbox.core.gate.check.Answers.Unanswered;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Observation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** Asks what is being deployed, and keeps of the answers what is wanted of them. */
final class HttpInstrument {
  private static final int MOST_HEADERS = 64 * 1024;
  private static final int MOST_BODY = 1024 * 1024;

  private final Services services;
  private final Ways ways;
  private final InstantSource clock;
  private final Pauses pauses;

  HttpInstrument(Services services, Ways ways, InstantSource clock, Pauses pauses) {
    this.services = services;
    this.ways = ways;
    this.clock = clock;
    this.pauses = pauses;
  }

  Observation observe(Http http, Subject subject, Instant deadline) throws InterruptedException {
    return switch (http.where()) {
      case Http.ByAddress(var address) ->
          new Answers(ask(http, request(http, address), deadline), List.of());
      case Http.ByListener(var which, var path) ->
          behindListener(http, which, path, subject, deadline);
    };
  }

  private Observation behindListener(
      Http http, Http.Listener which, String path, Subject subject, Instant deadline)
      throws InterruptedException {
    Optional<String> named = named(which, subject);
    Optional<String> group = subject.green().flatMap(Subject.Version::targetGroup);
    if (named.isEmpty()) {
      return missing(which);
    }
    if (group.isEmpty()) {
      return new Observation.Missing("The new version has no target group yet");
    }
    var front = new Front(services.loadBalancers());
    String green = front.targetGroup(group.get());
    Optional<String> taskDefinition =
        http.wanted().identity().flatMap(_ -> new Greens(services).taskDefinition(subject));
    Listener listener = front.listener(named.get());
    Request request = request(http, URI.create(front.address(listener) + path));
    var asked = Asked.of(request);
    var before = new Forwarding(green, taskDefinition, front.weights(listener, asked));
    List<Exchange> exchanges = ask(http, request, deadline);
    var after = new Forwarding(green, taskDefinition, front.weights(listener, asked));
    return new Answers(exchanges, List.of(before, after));
  }

  static Optional<String> named(Http.Listener which, Subject subject) {
    return switch (which) {
      case TEST -> subject.listeners().test();
      case PRODUCTION -> subject.listeners().production();
    };
  }

  static Observation missing(Http.Listener which) {
    return new Observation.Missing(
        which == Http.Listener.TEST
            ? "There is no test listener: the deployment group has no testTrafficRoute, or the"
                + " service no test listener rule"
            : "There is no production listener");
  }

  private static Request request(Http http, URI address) {
    return new Request("GET", address, http.asking().headers(), http.asking().name());
  }

  private List<Exchange> ask(Http http, Request request, Instant deadline)
      throws InterruptedException {
    Guard guard = ways.to(Set.of(Origin.of(request.address())));
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < http.asking().requests(); i++) {
      Duration pause = i == 0 ? Duration.ZERO : http.asking().pause();
      if (!clock.instant().plus(pause).isBefore(deadline)) {
        break;
      }
      pauses.pause(pause);
      Duration left = Duration.between(clock.instant(), deadline);
      if (!left.isPositive()) {
        break;
      }
      Duration timeout = http.asking().timeout();
      exchanges.add(exchange(http, request, guard, left.compareTo(timeout) < 0 ? left : timeout));
    }
    return exchanges;
  }

  private Exchange exchange(Http http, Request request, Guard guard, Duration timeout)
      throws InterruptedException {
    Instant at = clock.instant();
    var web = new GuardedWeb(guard, new Limits(timeout, MOST_HEADERS, MOST_BODY, 0));
    try {
      Measured measured = web.measure(request);
      return Kept.of(http.wanted(), at, measured);
    } catch (TooLong e) {
      return new Unanswered(at, e.reason());
    } catch (Unavailable e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.reason());
      }
      return new Unanswered(at, e.reason());
    }
  }
}
