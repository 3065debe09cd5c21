package dev.signalbox.cli;

import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.Checked;
import dev.signalbox.definitions.Problem;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Definition files named on the command line. */
final class DefinitionFiles {
  private DefinitionFiles() {}

  static Checked check(Path file) {
    return DefinitionFile.check(file.toString(), read(file));
  }

  /**
   * @throws UserError with every problem when the file has an error
   */
  static Definition valid(Path file) {
    Checked checked = check(file);
    return checked
        .definition()
        .orElseThrow(() ->
            UserError.failed(
                checked.problems().stream()
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n", "\n", ""))));
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw UserError.wrongUse(file + " does not exist");
    } catch (IOException e) {
      throw UserError.wrongUse(file + " cannot be read: " + e.getMessage());
    }
  }
}
