package dev.signalbox.cli.online;

import java.util.List;

/**
 * Something about a definition that AWS tells.
 *
 * @param path the keys that lead to what it is about
 */
public record Finding(List<String> path, Kind kind, String message) {
  /** Whether something is wrong, or could not be asked. */
  public enum Kind {
    PROBLEM,
    NOT_CHECKED
  }

  public Finding {
    path = List.copyOf(path);
  }

  static Finding problem(List<String> path, String message) {
    return new Finding(path, Kind.PROBLEM, message);
  }

  static Finding notChecked(List<String> path, String message) {
    return new Finding(path, Kind.NOT_CHECKED, message);
  }
}
