package dev.signalbox.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.local.lambda.FunctionRecord.Code;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A function's code as a directory with what a zip of it would hold. */
final class CodeTree {
  private CodeTree() {}

  static Code described(Path directory) {
    MessageDigest digest = CodeStore.sha256();
    long size = 0;
    for (Path file : files(directory)) {
      byte[] content = read(file);
      byte[] name =
          directory.relativize(file).toString().replace(File.separatorChar, '/').getBytes(UTF_8);
      // Lengths first: what ends one file's content cannot begin the next one's name.
      digest.update(ByteBuffer.allocate(8).putInt(name.length).putInt(content.length).array());
      digest.update(name);
      digest.update(content);
      size += content.length;
    }
    return new Code(
        directory.toAbsolutePath().toString(),
        Base64.getEncoder().encodeToString(digest.digest()),
        size);
  }

  /** A copy that stays as it is. */
  static Code kept(Path directory, Path store) {
    Code now = described(directory);
    Path kept =
        store
            .toAbsolutePath()
            .resolve(HexFormat.of().formatHex(Base64.getDecoder().decode(now.sha256())));
    try {
      if (!Files.isDirectory(kept)) {
        Path unfinished = Files.createTempDirectory(store, "copying-");
        for (Path file : files(directory)) {
          Path copy = unfinished.resolve(directory.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
        Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Code(kept.toString(), now.sha256(), now.size());
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
