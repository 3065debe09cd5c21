package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Compiles a handler of one class and packs it as functions are packed. */
public final class PackedFunction {
  private PackedFunction() {}

  /**
   * @param source of a class of that name in no package
   * @return the zip
   */
  public static Path of(Path directory, String className, String source) throws IOException {
    Path file = Files.writeString(directory.resolve(className + ".java"), source);
    Path runtime =
        Path.of(
            com.amazonaws.services.lambda.runtime.Context.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                runtime.toString(),
                "-d",
                directory.toString(),
                file.toString());
    assertThat(result).isZero();
    Path zip = directory.resolve(className + ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(className + ".class"));
      Files.copy(directory.resolve(className + ".class"), out);
    }
    return zip;
  }
}
