package dev.signalbox.definitions;

import dev.signalbox.core.route.Definition;
import java.util.List;
import java.util.Optional;

/**
 * A definition file, read.
 *
 * @param definition present where the file has no errors
 * @param problems in the file's order
 * @param places empty where the file has errors
 */
public record Checked(Optional<Definition> definition, List<Problem> problems, Places places) {
  public Checked {
    problems = List.copyOf(problems);
  }
}
