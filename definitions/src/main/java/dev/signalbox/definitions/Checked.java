package dev.signalbox.definitions;

import dev.signalbox.core.route.Definition;
import java.util.List;
import java.util.Optional;

/**
 * A definition file, read.
 *
 * @param definition present where the file has no errors
 * @param problems in the file's order
 */
public record Checked(Optional<Definition> definition, List<Problem> problems) {
  public Checked {
    problems = List.copyOf(problems);
  }
}
