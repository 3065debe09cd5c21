package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.Answers.Answered;
import dev.signalbox.core.gate.check.Answers.Exchange;
import dev.signalbox.core.gate.check.Answers.Forwarding;
import dev.signalbox.core.gate.check.Answers.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares answers with what is wanted of them. */
final class HttpJudge {
  /** Longer than any answer takes: what did not answer. */
  private static final Duration FOREVER = Duration.ofDays(365);

  private final Http http;
  private final Answers answers;
  private final List<Figure> figures = new ArrayList<>();

  private HttpJudge(Http http, Answers answers) {
    this.http = http;
    this.answers = answers;
  }

  static Ruling judge(Http http, Answers answers) {
    return new HttpJudge(http, answers).ruling();
  }

  private Ruling ruling() {
    if (answers.exchanges().isEmpty()) {
      return Ruling.of(Result.INCONCLUSIVE, "Nothing was asked");
    }
    Optional<String> elsewhere = elsewhere();
    if (elsewhere.isPresent()) {
      return Ruling.of(Result.FAIL, elsewhere.get());
    }
    List<String> wrong = answers.exchanges().stream().flatMap(e -> wrong(e).stream()).toList();
    int asked = answers.exchanges().size();
    figures.add(new Figure("answers", asked, ""));
    figures.add(new Figure("wrong", wrong.size(), ""));
    Optional<String> slow = slow();
    if (wrong.size() > http.wanted().mayFail()) {
      return Ruling.of(
          Result.FAIL,
          "%d of %d answers were not as wanted: %s"
              .formatted(wrong.size(), asked, wrong.getFirst()),
          figures);
    }
    if (slow.isPresent()) {
      return Ruling.of(Result.FAIL, slow.get(), figures);
    }
    return asked < http.asking().requests()
        ? Ruling.of(
            Result.INCONCLUSIVE,
            "There was time for %d of %d requests".formatted(asked, http.asking().requests()),
            figures)
        : Ruling.of(
            Result.PASS,
            "%d of %d answers were as wanted".formatted(asked - wrong.size(), asked),
            figures);
  }

  private Optional<String> elsewhere() {
    if (http.where() instanceof Http.ByListener(var listener, _)) {
      if (answers.forwarding().size() < 2) {
        return Optional.of(
            "Nothing shows where the " + listener.text() + " listener sent requests");
      }
      return answers.forwarding().stream()
          .filter(f -> !f.toGreenAlone())
          .findFirst()
          .map(f -> elsewhere(listener, f));
    }
    return Optional.empty();
  }

  private static String elsewhere(Http.Listener listener, Forwarding forwarding) {
    return forwarding.weights().getOrDefault(forwarding.green(), 0) == 0
        ? "The %s listener does not forward to the new version: the probe would test the original"
            .formatted(listener.text())
        : "The %s listener forwards to the original as well: the probe would test a mixture"
            .formatted(listener.text());
  }

  /** What is wrong with an exchange first of all. */
  private Optional<String> wrong(Exchange exchange) {
    return switch (exchange) {
      case Unanswered(_, var why) -> Optional.of(why);
      case Answered answered -> wrong(answered);
    };
  }

  private Optional<String> wrong(Answered answered) {
    Http.Wanted wanted = http.wanted();
    if (!wanted.statuses().contain(answered.status())) {
      return Optional.of("status %d, not %s".formatted(answered.status(), wanted.statuses()));
    }
    return wrongHeader(answered)
        .or(() -> wrongValue(answered))
        .or(() ->
            wanted.contains().stream()
                .filter(text -> !answered.contained().contains(text))
                .findFirst()
                .map("the body does not contain '%s'"::formatted))
        .or(() -> wrongCertificate(answered))
        .or(() -> wanted.identity().flatMap(identity -> stranger(identity, answered)));
  }

  private Optional<String> wrongHeader(Answered answered) {
    return http.wanted().headers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(h -> !h.getValue().equals(answered.headers().get(h.getKey())))
        .findFirst()
        .map(
            h -> differs("header " + h.getKey(), h.getValue(), answered.headers().get(h.getKey())));
  }

  private Optional<String> wrongValue(Answered answered) {
    if (!http.wanted().json().isEmpty() && !answered.json()) {
      return Optional.of("the body is not JSON");
    }
    return http.wanted().json().stream()
        .filter(v -> !v.text().equals(answered.values().get(v.place().text())))
        .findFirst()
        .map(v -> differs(v.place().text(), v.text(), answered.values().get(v.place().text())));
  }

  private static String differs(String what, String wanted, @Nullable String got) {
    return got == null
        ? "%s is not there".formatted(what)
        : "%s is '%s', not '%s'".formatted(what, got, wanted);
  }

  private Optional<String> wrongCertificate(Answered answered) {
    // Longer than the connection lasts, even where nothing is said about it.
    Duration longer = http.wanted().certificate().orElse(Duration.ZERO);
    if (answered.certified().isEmpty()) {
      return http.wanted().certificate().map(_ -> "there is no certificate");
    }
    return answered
        .certified()
        .filter(until -> until.isBefore(answered.at().plus(longer)))
        .map("the certificate is good until %s only"::formatted);
  }

  private Optional<String> stranger(Http.Identity identity, Answered answered) {
    Optional<String> green =
        answers.forwarding().stream().findFirst().flatMap(Forwarding::taskDefinition);
    String said =
        Objects.requireNonNullElse(
            switch (identity) {
              case Http.Identity.InHeader(var name) -> answered.headers().get(name);
              case Http.Identity.InBody(var place) -> answered.values().get(place.text());
            },
            "");
    return green.isPresent() && green.get().equals(said)
        ? Optional.empty()
        : Optional.of(
            "it was given by '%s', not by '%s'".formatted(said, green.orElse("whom nobody knows")));
  }

  private Optional<String> slow() {
    List<Duration> took =
        answers.exchanges().stream()
            .map(e -> e instanceof Answered answered ? answered.took() : FOREVER)
            .toList();
    List<String> slow = new ArrayList<>();
    for (Http.Latency latency : http.wanted().latencies()) {
      Duration was = latency.percentile().of(took);
      if (was.compareTo(FOREVER) < 0) {
        figures.add(new Figure(latency.percentile().toString(), was.toNanos() / 1e6, "ms"));
      }
      if (was.compareTo(latency.most()) > 0) {
        slow.add(
            "%s is %s, more than %d ms"
                .formatted(
                    latency.percentile(),
                    was.equals(FOREVER) ? "no answer" : "%d ms".formatted(was.toMillis()),
                    latency.most().toMillis()));
      }
    }
    return slow.stream().findFirst();
  }
}
