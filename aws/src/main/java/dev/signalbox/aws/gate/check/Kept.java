package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.aws.web.Answer;
import dev.signalbox.aws.web.Measured;
import dev.signalbox.core.gate.check.Answers.Answered;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Http.Identity;
import dev.signalbox.core.gate.check.Http.Wanted;
import dev.signalbox.core.gate.check.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is kept of an answer: what is wanted of it, and nothing else. */
final class Kept {
  private Kept() {}

  static Answered of(Wanted wanted, Instant at, Measured measured) {
    Answer answer = measured.answer();
    List<JsonPointer> places = places(wanted);
    Optional<Tree> tree = places.isEmpty() ? Optional.empty() : tree(answer);
    return new Answered(
        at,
        answer.status(),
        measured.took(),
        headers(wanted, answer),
        places.isEmpty() || tree.isPresent(),
        values(places, tree),
        contained(wanted, answer),
        measured.certified());
  }

  private static List<JsonPointer> places(Wanted wanted) {
    return Stream.concat(
            wanted.json().stream().map(Http.Value::place),
            wanted.identity().stream()
                .flatMap(identity ->
                    identity instanceof Identity.InBody(var place)
                        ? Stream.of(place)
                        : Stream.empty()))
        .toList();
  }

  private static Map<String, String> headers(Wanted wanted, Answer answer) {
    Map<String, String> headers = new TreeMap<>();
    Stream.concat(
            wanted.headers().keySet().stream(),
            wanted.identity().stream()
                .flatMap(identity ->
                    identity instanceof Identity.InHeader(var name)
                        ? Stream.of(name)
                        : Stream.empty()))
        .forEach(name -> answer.header(name).ifPresent(value -> headers.put(name, cut(value))));
    return headers;
  }

  private static Optional<Tree> tree(Answer answer) {
    try {
      return Optional.of(Tree.read(answer.body()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> values(List<JsonPointer> places, Optional<Tree> tree) {
    Map<String, String> values = new TreeMap<>();
    for (JsonPointer place : places) {
      tree.map(t -> t.at(place.steps()))
          .flatMap(Tree::text)
          .ifPresent(value -> values.put(place.text(), cut(value)));
    }
    return values;
  }

  private static List<String> contained(Wanted wanted, Answer answer) {
    if (wanted.contains().isEmpty()) {
      return List.of();
    }
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    return wanted.contains().stream().filter(body::contains).toList();
  }

  private static String cut(String value) {
    return value.length() <= Wanted.LONGEST ? value : value.substring(0, Wanted.LONGEST) + "…";
  }
}
