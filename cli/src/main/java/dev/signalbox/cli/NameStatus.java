package dev.signalbox.cli;

import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Change.Kind;
import java.util.ArrayList;
import java.util.List;

/** The output of {@code git diff --name-status -z}. */
final class NameStatus {
  private NameStatus() {}

  /**
   * @throws UserError where the text is not of that form
   */
  static List<Change> read(String text) {
    List<Change> changes = new ArrayList<>();
    String[] fields = text.split("\0", -1);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      String status = fields[i];
      if (status.startsWith("R") || status.startsWith("C")) {
        changes.add(
            new Change(status.startsWith("R") ? Kind.DELETED : Kind.MODIFIED, fields[i + 1]));
        i++;
        changes.add(new Change(Kind.ADDED, fields[i + 1]));
      } else {
        changes.add(new Change(kind(status), fields[i + 1]));
      }
    }
    return changes;
  }

  static Kind kind(String status) {
    return switch (status) {
      case "A" -> Kind.ADDED;
      case "M", "T" -> Kind.MODIFIED;
      case "D" -> Kind.DELETED;
      default ->
          throw UserError.wrongUse(
              "'"
                  + Console.safe(status)
                  + "' is no change; expected the output of git diff --name-status -z, or a JSON"
                  + " list of {\"change\":\"A|M|D\",\"path\":…}");
    };
  }
}
