package dev.signalbox.aws.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of JSON, and what is in it. What is not there, or of another kind than one asks for, is
 * simply absent.
 */
public final class Tree {
  private static final int DEEPEST = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Tree NOTHING = new Tree(Optional.empty());

  /** A map, a list, a text (also of a number or a truth value), or nothing. */
  private final Optional<Object> value;

  private Tree(Optional<Object> value) {
    this.value = value;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException where these bytes are not JSON; it quotes none of them
   */
  public static Tree read(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() == null) {
        throw new IllegalArgumentException("There is nothing");
      }
      Tree tree = read(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("There is more than one value");
      }
      return tree;
    } catch (IOException e) {
      // The parser's own message quotes what it reads, and this may be read by others.
      throw new IllegalArgumentException("That is not JSON");
    }
  }

  private static Tree read(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Tree> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          members.put(name, read(json));
        }
        yield new Tree(Optional.of(members));
      }
      case START_ARRAY -> {
        List<Tree> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(json));
        }
        yield new Tree(Optional.of(items));
      }
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Tree(Optional.of(json.getText()));
      default -> NOTHING;
    };
  }

  /** The member that one comes to by these names. */
  public Tree at(String... names) {
    Tree tree = this;
    for (String name : names) {
      tree =
          tree.value.orElse("") instanceof Map<?, ?> members
                  && members.get(name) instanceof Tree member
              ? member
              : NOTHING;
    }
    return tree;
  }

  /** What is at these steps, where one into a list is a number, counted from 0. */
  public Tree at(List<String> steps) {
    Tree tree = this;
    for (String step : steps) {
      tree =
          tree.value.orElse("") instanceof List<?> ? tree.item(step) : tree.at(new String[] {step});
    }
    return tree;
  }

  private Tree item(String number) {
    List<Tree> items = items().orElse(List.of());
    return NUMBER.matcher(number).matches() && Integer.parseInt(number) < items.size()
        ? items.get(Integer.parseInt(number))
        : NOTHING;
  }

  /** A text, a number or a truth value, as it is written; an empty text is none. */
  public Optional<String> text() {
    return value.filter(String.class::isInstance).map(String.class::cast).filter(t -> !t.isEmpty());
  }

  /** Whether it is true. */
  public boolean isTrue() {
    return text().filter("true"::equals).isPresent();
  }

  /** Whether it is there, and not null. */
  public boolean isPresent() {
    return value.isPresent();
  }

  /** What a list holds. */
  public Optional<List<Tree>> items() {
    if (!(value.orElse("") instanceof List<?> list)) {
      return Optional.empty();
    }
    return Optional.of(list.stream().filter(Tree.class::isInstance).map(Tree.class::cast).toList());
  }

  /** The members of an object by their names. */
  public Map<String, Tree> members() {
    Map<String, Tree> members = new LinkedHashMap<>();
    if (value.orElse("") instanceof Map<?, ?> map) {
      map.forEach((name, member) -> {
        if (name instanceof String text && member instanceof Tree tree) {
          members.put(text, tree);
        }
      });
    }
    return members;
  }

  /**
   * A text without which the rest says nothing.
   *
   * @throws IllegalArgumentException where there is none
   */
  public String need(String... names) {
    return at(names)
        .text()
        .orElseThrow(() ->
            new IllegalArgumentException("There is no '%s'".formatted(String.join(".", names))));
  }
}
