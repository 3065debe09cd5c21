package dev.signalbox.definitions;

import java.util.List;
import java.util.Map;

/** Where in its file each key of a definition stands; routes go by their names. */
public record Places(String file, Map<List<String>, Place> all) {
  /**
   * A place in a file.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Place(int line, int column) {}

  private static final Place START = new Place(1, 1);

  public Places {
    all = Map.copyOf(all);
  }

  /** A problem with what these keys lead to, or with what is nearest to it. */
  public Problem problem(List<String> path, Problem.Severity severity, String message) {
    Place place = at(path);
    return new Problem(file, place.line(), place.column(), severity, message);
  }

  private Place at(List<String> path) {
    for (int length = path.size(); length > 0; length--) {
      Place place = all.get(path.subList(0, length));
      if (place != null) {
        return place;
      }
    }
    return START;
  }
}
