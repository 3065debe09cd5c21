package dev.signalbox.definitions.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads words of a closed set, and texts by names that the user chooses. */
final class Words {
  private Words() {}

  /** One of an enum's, as people write it. */
  static <E extends Enum<E>> E one(
      Section section, String key, E usual, Function<E, String> written, Problems problems) {
    Optional<Text> text = section.text(key);
    if (text.isEmpty()) {
      return usual;
    }
    E[] all = usual.getDeclaringClass().getEnumConstants();
    Optional<E> one =
        Stream.of(all).filter(e -> written.apply(e).equals(text.get().value())).findFirst();
    if (one.isEmpty()) {
      var words = Stream.of(all).map(written).toList();
      problems.error(
          text.get().node(),
          "'%s' is %s, not '%s'%s"
              .formatted(
                  key,
                  String.join(", ", words),
                  text.get().value(),
                  Suggestion.among(words, text.get().value())));
    }
    return one.orElse(usual);
  }

  /** Texts by their names; none where there is no such key. */
  static Map<Text, Text> pairs(Section section, String key, Problems problems) {
    return section.find(key).map(node -> pairs(key, node, problems)).orElse(Map.of());
  }

  private static Map<Text, Text> pairs(String key, Node node, Problems problems) {
    Map<Text, Text> pairs = new LinkedHashMap<>();
    Section.of("'" + key + "'", node, problems)
        .ifPresent(section ->
            section
                .entries()
                .forEach((name, value) ->
                    Section.text(value, "'" + name.value() + "'", problems)
                        .ifPresent(text -> pairs.put(name, text))));
    return pairs;
  }

  /** What may go wrong only by what stands in the file. */
  static <T> Optional<T> made(Node at, Problems problems, Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException e) {
      problems.error(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
