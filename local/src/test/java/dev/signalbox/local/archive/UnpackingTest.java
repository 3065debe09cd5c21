package dev.signalbox.local.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void makeTheRoot() throws IOException {
    // Its name is the beginning of its neighbour's.
    root = Files.createDirectory(folder.resolve("task-1"));
    Files.createDirectory(folder.resolve("task-10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escaped",
        "../../escaped",
        "a/../../escaped",
        "../task-10/escaped",
        "/escaped",
        "..",
        "a\\..\\..\\escaped",
        "C:\\escaped",
        "C:escaped"
      })
  void anEntryThatWouldLieOutsideIsRefused(String name) throws IOException {
    assertThatThrownBy(() -> unpack(new TarFile().file(name, "x"))).isInstanceOf(IOException.class);
    assertThat(all(folder)).noneMatch(it -> it.endsWith("escaped"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "..", "../..", "a/../../..", "../task-10"})
  void aLinkThatLeadsOutIsRefused(String target) {
    assertThatThrownBy(() -> unpack(new TarFile().symlink("link", target)))
        .hasMessageContaining("outside of its directory");
  }

  @Test
  void twoHarmlessLookingLinksDoNotLeadOutTogether() {
    TarFile layer = new TarFile().symlink("deep/up", "..").symlink("out", "deep/up/../x");
    assertThatThrownBy(() -> unpack(layer)).hasMessageContaining("outside of its directory");
  }

  @Test
  void nothingIsWrittenThroughALink() {
    TarFile layer = new TarFile().directory("real").symlink("link", "real").file("link/x", "x");
    assertThatThrownBy(() -> unpack(layer)).hasMessageContaining("through the link");
  }

  @Test
  void aHardLinkReachesNoFileOutside() throws IOException {
    Files.writeString(folder.resolve("secret"), "s");
    assertThatThrownBy(() -> unpack(new TarFile().hardLink("mine", "../secret")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aHardLinkDoesNotFollowALinkInItsWay() {
    TarFile layer =
        new TarFile().file("real/x", "x").symlink("link", "real").hardLink("y", "link/x");
    assertThatThrownBy(() -> unpack(layer)).hasMessageContaining("through the link");
  }

  @Test
  void devicesAreRefused() {
    assertThatThrownBy(() -> unpack(new TarFile().device("dev/null")))
        .hasMessageContaining("neither file, directory nor link");
  }

  @Test
  void whatCountsIsHowMuchIsWrittenNotHowMuchIsSaid() throws IOException {
    byte[] layer = new TarFile().file("zeros", "0".repeat(5000)).gzip();
    Path file = Files.write(folder.resolve("layer"), layer);
    assertThatThrownBy(() -> new Unpacking(root, 4999, 10).addTar(file))
        .hasMessageContaining("more than 4999 bytes");
  }

  @Test
  void theEntriesOfAllLayersCount() throws IOException {
    Path file =
        Files.write(folder.resolve("layer"), new TarFile().file("a", "").file("b", "").gzip());
    Unpacking unpacking = new Unpacking(root, 100, 3);
    unpacking.addTar(file);
    assertThatThrownBy(() -> unpacking.addTar(file)).hasMessageContaining("more than 3 entries");
  }

  @Test
  void rubbishIsNoLayer() throws IOException {
    Path file = Files.writeString(folder.resolve("layer"), "x".repeat(2000));
    assertThatThrownBy(() -> new Unpacking(root).addTar(file))
        .hasMessageContaining("not a tar archive");
  }

  @Test
  void aLaterLayerReplacesAndRemovesWhatTheOneBelowBrought() throws IOException {
    unpack(
        new TarFile().file("kept", "1").file("changed", "1").file("gone", "1").file("d/old", "1"),
        new TarFile()
            .file("changed", "2")
            .file(".wh.gone", "")
            .file("d/.wh..wh..opq", "")
            .file("d/new", "2"));
    assertThat(root.resolve("kept")).hasContent("1");
    assertThat(root.resolve("changed")).hasContent("2");
    assertThat(all(root)).containsExactlyInAnyOrder("kept", "changed", "d", "d/new");
  }

  @Test
  void aRemovalReachesNothingOutside() throws IOException {
    Files.writeString(folder.resolve("precious"), "p");
    assertThatThrownBy(() -> unpack(new TarFile().file("../.wh.precious", "")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> unpack(new TarFile().file(".wh...", "")))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("precious")).exists();
  }

  @Test
  void programsStayProgramsAndLinksInsideWork() throws IOException {
    unpack(
        new TarFile()
            .file("bin/run", "#!/bin/sh\n", 0755)
            .symlink("start", "bin/run")
            .symlink("sub/start", "../bin/run")
            .hardLink("same", "bin/run"));
    assertThat(Files.getPosixFilePermissions(root.resolve("bin/run")))
        .contains(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OTHERS_EXECUTE)
        .doesNotContain(PosixFilePermission.GROUP_WRITE);
    assertThat(root.resolve("start")).hasContent("#!/bin/sh\n");
    assertThat(root.resolve("sub/start")).hasContent("#!/bin/sh\n");
    assertThat(root.resolve("same")).hasContent("#!/bin/sh\n");
  }

  @Test
  void longAndForeignNamesAreRead() throws IOException {
    String name = "a".repeat(120) + "/Grüße 世界";
    unpack(new TarFile().longFile(name, "1"));
    unpack(new TarFile().extendedFile(name + "2", "2"));
    assertThat(root.resolve(name)).hasContent("1");
    assertThat(root.resolve(name + "2")).hasContent("2");
  }

  private void unpack(TarFile... layers) throws IOException {
    Unpacking unpacking = new Unpacking(root);
    for (TarFile layer : layers) {
      unpacking.addTar(Files.write(folder.resolve("layer"), layer.gzip()));
    }
  }

  private static java.util.List<String> all(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(it -> !it.equals(directory))
          .map(it -> directory.relativize(it).toString())
          .toList();
    }
  }
}
