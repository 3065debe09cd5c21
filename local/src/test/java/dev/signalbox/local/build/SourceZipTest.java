package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceZipTest {
  @TempDir private Path directory;

  private Path zip(String... names) throws IOException {
    var file = directory.resolve("source.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("text".getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private Path target() throws IOException {
    return Files.createDirectories(directory.resolve("job-1/src"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "../../etc/x",
        "a/../../b",
        "/abs/x",
        "../src-2/x",
        "..\\..\\x",
        "a/./../../x"
      })
  void noEntryIsWrittenOutsideTheDirectory(String name) throws IOException {
    var target = target();
    try {
      new SourceZip(zip(name)).unpack(target);
    } catch (PhaseFailure e) {
      assertThat(e.code()).isEqualTo("CLIENT_ERROR");
    }
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(it -> it.startsWith(target) || it.endsWith("source.zip"));
    }
    assertThat(Path.of("/abs/x")).doesNotExist();
  }

  @Test
  void severalBuildsMayUnpackTheSameZipAtOnce() throws Exception {
    var names = IntStream.range(0, 500).mapToObj(i -> "file" + i).toArray(String[]::new);
    var file = zip(names);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var unpacked = new ArrayList<Future<Path>>();
      for (int i = 0; i < 8; i++) {
        var target = Files.createDirectories(directory.resolve("job-" + i));
        unpacked.add(
            threads.submit(() -> {
              new SourceZip(file).unpack(target);
              return target;
            }));
      }
      for (var each : unpacked) {
        assertThat(each.get().resolve("file499")).hasContent("text");
      }
    }
  }

  @Test
  void whatIsNoZipFailsTheDownload() throws IOException {
    var file = Files.writeString(directory.resolve("text.zip"), "not a zip");
    assertThatThrownBy(() -> new SourceZip(file).unpack(target()))
        .isInstanceOf(PhaseFailure.class)
        .hasMessageContaining("not a zip");
  }

  @Test
  void aZipThatUnfoldsToMoreThanAllowedIsStopped() throws IOException {
    var file = directory.resolve("bomb.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("zeros"));
      for (int i = 0; i < 1000; i++) {
        zip.write(new byte[10_000]);
      }
    }
    assertThatThrownBy(() -> new SourceZip(file, 1_000_000, 10).unpack(target()))
        .hasMessageContaining("more than 1000000 bytes");
    assertThatThrownBy(() -> new SourceZip(zip("a", "b", "c"), 1_000_000, 2).unpack(target()))
        .hasMessageContaining("more than 2 entries");
  }
}
