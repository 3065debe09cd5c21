package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.lambda.FunctionRecord.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** The packed functions that were sent here. */
final class CodeStore {
  private final Path directory;
  private final Objects objects;

  CodeStore(Path directory, Objects objects) {
    this.directory = directory;
    this.objects = objects;
  }

  /**
   * @throws AwsError InvalidParameterValueException for what is no zip or is nowhere
   */
  Code of(
      @Nullable SdkBytes zip,
      @Nullable String bucket,
      @Nullable String key,
      @Nullable String version) {
    if (zip != null) {
      return kept(zip.asByteArrayUnsafe());
    }
    if (bucket == null || key == null) {
      throw Catalogue.invalid("Please provide a source for function code.");
    }
    try {
      return objects
          .get(bucket, key, Optional.ofNullable(version))
          .map(it -> kept(read(it.file())))
          .orElseThrow(() -> missing("NoSuchKey", "The specified key does not exist."));
    } catch (AwsError e) {
      throw e.code().startsWith("NoSuch") ? missing(e.code(), String.valueOf(e.getMessage())) : e;
    }
  }

  private static AwsError missing(String code, String message) {
    return Catalogue.invalid(
        "Error occurred while GetObject. S3 Error Code: %s. S3 Error Message: %s"
            .formatted(code, message));
  }

  /** What a template names by its place in the file system; it is read when it is first run. */
  static Code at(String path) {
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      return CodeTree.described(file);
    }
    return Files.isRegularFile(file)
        ? described(file, read(file))
        : new Code(path, hash(new byte[0]), 0);
  }

  /**
   * The same code where nobody builds anew what a version has to keep; as it is if it is missing.
   */
  Code keep(Code code) {
    Path file = Path.of(code.path());
    if (file.startsWith(directory.toAbsolutePath())) {
      return code;
    }
    if (Files.isDirectory(file)) {
      return CodeTree.kept(file, directory);
    }
    return Files.isRegularFile(file) ? kept(read(file)) : code;
  }

  private Code kept(byte[] zip) {
    String hash = hash(zip);
    String name = HexFormat.of().formatHex(Base64.getDecoder().decode(hash));
    Path file = directory.resolve(name + ".zip");
    try {
      if (!Files.exists(file)) {
        Path unfinished = Files.write(Files.createTempFile(directory, "code", ".part"), zip);
        checked(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Code(file.toAbsolutePath().toString(), hash, zip.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checked(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() == 0) {
        throw new IOException("empty");
      }
    } catch (IOException e) {
      Files.delete(file);
      throw Catalogue.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
  }

  private static Code described(Path file, byte[] bytes) {
    return new Code(file.toAbsolutePath().toString(), hash(bytes), bytes.length);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] bytes) {
    return Base64.getEncoder().encodeToString(sha256().digest(bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
