package dev.signalbox.local.elb.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A start line and header fields in the order they came, repeated ones included. */
public record Head(String start, List<Field> fields) {
  /** A header field. */
  public record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  /** What is about one connection and not passed on to the next. */
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  public Head {
    fields = List.copyOf(fields);
  }

  /** The one field of that name, or several of them joined. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  public List<String> values(String name) {
    return fields.stream().filter(it -> it.is(name)).map(Field::value).toList();
  }

  /** Whether a comma-separated field has that word in it. */
  public boolean lists(String name, String word) {
    return value(name).stream()
        .flatMap(it -> List.of(it.split(",", -1)).stream())
        .anyMatch(it -> it.strip().equalsIgnoreCase(word));
  }

  public Head with(String name, String value) {
    List<Field> changed = new ArrayList<>(fields);
    changed.removeIf(it -> it.is(name));
    changed.add(new Field(name, value));
    return new Head(start, changed);
  }

  public Head without(String name) {
    return new Head(start, fields.stream().filter(it -> !it.is(name)).toList());
  }

  public Head starting(String line) {
    return new Head(line, fields);
  }

  /** Without what was meant for this connection alone. */
  public Head passedOn() {
    Set<String> left = new HashSet<>(OF_ONE_CONNECTION);
    value("Connection").stream()
        .flatMap(it -> List.of(it.split(",", -1)).stream())
        .forEach(it -> left.add(it.strip().toLowerCase(Locale.ROOT)));
    return new Head(
        start,
        fields.stream().filter(it -> !left.contains(it.name().toLowerCase(Locale.ROOT))).toList());
  }

  /** The word of the start line at that place; empty where it has fewer. */
  public String word(int place) {
    String[] words = start.split(" ", 3);
    return place < words.length ? words[place] : "";
  }

  /** Of a response. */
  public int status() {
    return Integer.parseInt(word(1));
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder(start).append("\r\n");
    fields.forEach(it -> text.append(it.name()).append(": ").append(it.value()).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
