package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One repository, "shop", whose commits hold one file that names the commit. */
final class FakeRepositories implements Repositories {
  final Map<String, Commit> branches = new ConcurrentHashMap<>();
  final Map<String, Commit> commits = new ConcurrentHashMap<>();

  /** A 40-digit commit id made of one letter. */
  static String id(char letter) {
    return String.valueOf(letter).repeat(40);
  }

  void push(String branch, String id, String message) {
    Instant when = Instant.parse("2026-11-20T08:00:00Z");
    Commit commit = new Commit(id, message, "Ada", when, when.plusSeconds(60));
    branches.put(branch, commit);
    commits.put(id, commit);
  }

  @Override
  public Optional<Commit> commit(Place place, String repository, String specifier) {
    if (!repository.equals("shop")) {
      throw AwsError.of("RepositoryDoesNotExistException", repository + " does not exist");
    }
    return Optional.ofNullable(branches.get(specifier))
        .or(() -> Optional.ofNullable(commits.get(specifier)));
  }

  @Override
  public void writeZip(Place place, String repository, String commitId, Path zip) {
    try (OutputStream file = Files.newOutputStream(zip, StandardOpenOption.CREATE_NEW);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry("docs/ünïcode name.txt"));
      out.write(commitId.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
