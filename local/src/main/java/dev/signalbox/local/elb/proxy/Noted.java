package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.elb.route.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What is noted of one request on its way. */
final class Noted {
  private final Asked asked;
  private final Consumer<Served> each;
  private final Instant began = Instant.now();
  private final long start = System.nanoTime();
  private int rule;
  private Optional<String> group = Optional.empty();
  private Optional<Target> target = Optional.empty();
  private Optional<Served.Answer> answer = Optional.empty();

  Noted(Asked asked, Consumer<Served> each) {
    this.asked = asked;
    this.each = each;
  }

  void rule(int priority) {
    rule = priority;
  }

  void group(String arn) {
    group = Optional.of(arn);
  }

  void target(Target chosen) {
    target = Optional.of(chosen);
  }

  void answered(int status) {
    answer = Optional.of(new Served.Answer(status, sinceStart()));
  }

  void answeredHere(int status, long sent) {
    tell(status, 0, sent);
  }

  void sent(long received, long bytes) {
    tell(answer.map(Served.Answer::status).orElse(0), received, bytes);
  }

  private void tell(int status, long received, long sent) {
    each.accept(
        new Served(
            asked, began, sinceStart(), rule, group, target, status, answer, received, sent));
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
