package dev.signalbox.local.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;

/** An artifact packed: its files in the order of their names, with their permissions. */
final class ArtifactZip {
  private ArtifactZip() {}

  static Path pack(SortedMap<String, Path> files, Path zip) throws IOException {
    URI location = URI.create("jar:" + zip.toUri());
    Map<String, ?> settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem archive = FileSystems.newFileSystem(location, settings)) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path entry = archive.getPath("/" + file.getKey());
        if (entry.getParent() != null) {
          Files.createDirectories(entry.getParent());
        }
        Files.copy(file.getValue(), entry, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(entry, Files.getPosixFilePermissions(file.getValue()));
        Files.setLastModifiedTime(entry, Files.getLastModifiedTime(file.getValue()));
      }
    }
    ZipNames.mark(zip);
    return zip;
  }
}
