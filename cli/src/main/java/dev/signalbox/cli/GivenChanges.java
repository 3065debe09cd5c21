package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of {@code --changes}, whatever commits are asked about. */
record GivenChanges(List<Change> all) implements Source {

  static GivenChanges read(Path file) {
    String text = new String(DefinitionFiles.read(file), StandardCharsets.UTF_8);
    return new GivenChanges(
        text.stripLeading().startsWith("[") ? json(file, text) : NameStatus.read(text));
  }

  private static List<Change> json(Path file, String text) {
    try {
      List<Change> changes = new ArrayList<>();
      for (JsonNode change : new ObjectMapper().readTree(text)) {
        if (!change.path("path").isTextual()) {
          throw UserError.wrongUse(
              file + ": a change needs \"change\" and \"path\", got " + change);
        }
        changes.add(
            new Change(
                NameStatus.kind(change.path("change").asText()), change.path("path").textValue()));
      }
      return changes;
    } catch (JsonProcessingException e) {
      throw UserError.wrongUse(Place.of(file, e) + ": " + e.getOriginalMessage());
    }
  }

  /** Where in a file JSON is broken. */
  static final class Place {
    private Place() {}

    static String of(Path file, JsonProcessingException problem) {
      var location = problem.getLocation();
      return location == null
          ? file.toString()
          : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    return List.of(all);
  }

  @Override
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    return List.of(all);
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return Optional.of(one);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return Optional.empty();
  }
}
