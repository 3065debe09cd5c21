package dev.signalbox.local.elb.pool;

import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.elb.http.Head;
import dev.signalbox.local.elb.http.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/** Asks a target how it is, as AWS's health checks do. */
record Question(Target target, Checking checking) {
  Answer ask() {
    int millis = (int) checking.timeout().toMillis();
    Target asked = new Target(target.host(), checking.port().orElse(target.port()));
    try (Wire wire = Connections.opened(asked, millis)) {
      wire.timeout(millis);
      return checking.http().isPresent()
          ? answer(wire, asked, checking.http().get())
          : new Answer.Connected();
    } catch (SocketTimeoutException e) {
      return new Answer.TimedOut();
    } catch (IOException e) {
      return new Answer.Broken();
    }
  }

  private static Answer answer(Wire wire, Target asked, Checking.Http http) throws IOException {
    wire.write(
        new Head(
            "GET " + http.path() + " HTTP/1.1",
            List.of(
                new Head.Field("Host", asked.host() + ":" + asked.port()),
                new Head.Field("Connection", "close"),
                new Head.Field("User-Agent", "ELB-HealthChecker/2.0"),
                new Head.Field("Accept-Encoding", "gzip, compressed"))));
    wire.flush();
    return wire.read().flatMap(Question::answered).orElse(new Answer.Broken());
  }

  private static Optional<Answer> answered(Head head) {
    return head.start().matches("HTTP/1\\.[01] \\d{3}( .*)?")
        ? Optional.of(new Answer.Answered(head.status()))
        : Optional.empty();
  }
}
