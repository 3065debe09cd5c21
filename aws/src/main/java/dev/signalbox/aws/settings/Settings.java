package dev.signalbox.aws.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a function's settings once and tells all that is wrong with them at once. */
public final class Settings {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads settings.
   *
   * @throws IllegalStateException that names every problem
   */
  public static <T> T read(
      Map<String, String> environment, Function<Settings, Optional<T>> reader) {
    var settings = new Settings(environment);
    Optional<T> read = reader.apply(settings);
    if (read.isEmpty() || !settings.problems.isEmpty()) {
      throw new IllegalStateException("Cannot start: " + String.join("; ", settings.problems));
    }
    return read.get();
  }

  public Optional<String> text(String name) {
    return value(name, Function.identity(), "");
  }

  /** A text that makes a value, or says in its exception why it does not. */
  public <T> Optional<T> value(String name, Function<String, T> maker, String what) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      problems.add(name + " is not set");
      return Optional.empty();
    }
    try {
      return Optional.of(maker.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add("%s is '%s', not %s".formatted(name, text, what));
      return Optional.empty();
    }
  }

  /** Whether it is set to just that. */
  boolean is(String name, String value) {
    return value.equals(environment.get(name));
  }

  /** A time that need not be given. */
  public Duration duration(String name, Duration otherwise) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      problems.add("%s is '%s', not a duration such as PT30S".formatted(name, text));
      return otherwise;
    }
  }

  /** An address that need not be given. */
  public Optional<URI> address(String name) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var address = new URI(text);
      if (address.getHost() != null) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // The same message as for an address without a host.
    }
    problems.add("%s is '%s', not an address such as http://127.0.0.1:4566".formatted(name, text));
    return Optional.empty();
  }
}
