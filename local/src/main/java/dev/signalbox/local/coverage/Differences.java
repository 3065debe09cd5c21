package dev.signalbox.local.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known to behave otherwise than on AWS, by service; {@code all} is about all of them and
 * {@code git} about git over HTTP.
 */
record Differences(Map<String, List<String>> known) {
  private static final String FILE = "differences.txt";

  /** A service's name in brackets on a line of its own, then a line for each difference. */
  static Differences read() {
    Map<String, List<String>> known = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (var line : lines()) {
      if (line.startsWith("[")) {
        current =
            known.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new ArrayList<>());
      } else if (!line.isBlank()) {
        current.add(line);
      }
    }
    return new Differences(known);
  }

  private static List<String> lines() {
    try (var file = Differences.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in this build");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> of(String service) {
    return known.getOrDefault(service, List.of());
  }
}
