package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.history.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Paths that would be a file and a folder at once, because each side made them one of the two. */
record FolderConflicts(Merging merging) {

  List<Conflict> found() {
    Files merged = Files.of(merging.repository(), Optional.of(merging.destination()));
    merging
        .attempts()
        .forEach((path, attempt) -> {
          if (attempt.conflict().isEmpty()) {
            Merging.put(merged, path, attempt.result());
          }
        });
    Set<String> paths = new TreeSet<>();
    merging
        .attempts()
        .forEach((path, attempt) -> {
          if (attempt.result().isPresent()) {
            Stream.concat(FilePath.folders(path).stream(), Stream.of(path))
                .filter(at -> merged.at(at).isPresent() && merged.isFolder(at))
                .forEach(paths::add);
          }
        });
    return paths.stream().map(this::conflict).toList();
  }

  private Conflict conflict(String path) {
    Versions versions =
        new Versions(
            path,
            merging.base().flatMap(commit -> merging.at(commit, path)),
            merging.at(merging.source(), path),
            merging.at(merging.destination(), path));
    return new Conflict(versions, false, false, true, List.of());
  }
}
