package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.build.Buildspec.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactFilesTest {
  @TempDir private Path source;

  @BeforeEach
  void build() throws IOException {
    source = source.toRealPath();
    for (String name :
        List.of(
            "top.txt",
            ".hidden",
            "target/app.jar",
            "target/classes/a/b/C.class",
            "target/classes/[x].txt",
            "with space/ünï \uD83D\uDE00.txt",
            "line\nbreak",
            "a+b(c)/x")) {
      Path file = source.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private Set<String> names(String base, List<String> files, List<String> excluded, boolean flat)
      throws IOException {
    var output = new Output(files, excluded, Optional.of(base), flat, Optional.empty());
    return new ArtifactFiles(source).of(output).keySet();
  }

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                       | .hidden,line?break,top.txt
          ./target//app.jar       | target/app.jar
          target/*                | target/app.jar
          target/**               | target/app.jar,target/classes/[x].txt,target/classes/a/b/C.class
          **/*.class              | target/classes/a/b/C.class
          **/b/*                  | target/classes/a/b/C.class
          **/top.txt              | top.txt
          target/classes/[x].txt  | target/classes/[x].txt
          a+b(c)/?                | a+b(c)/x
          with space/**/*         | with space/ünï \uD83D\uDE00.txt
          """)
  void patternsNameFilesBelowTheBaseDirectory(String pattern, String expected) throws IOException {
    assertThat(String.join(",", names(".", List.of(pattern), List.of(), false)).replace('\n', '?'))
        .isEqualTo(expected);
  }

  @Test
  void everythingMeansHiddenFilesToo() throws IOException {
    assertThat(names(".", List.of("**/*"), List.of(), false)).hasSize(8);
  }

  @Test
  void excludedPathsAreLeftOut() throws IOException {
    assertThat(names("target", List.of("**/*"), List.of("classes/**/*"), false))
        .containsExactly("app.jar");
  }

  @Test
  void pathsCanBeDiscarded() throws IOException {
    assertThat(names(".", List.of("target/**/*"), List.of(), true))
        .containsExactly("C.class", "[x].txt", "app.jar");
  }

  @Test
  void theBaseDirectoryMayBeAPatternOrAbsolute() throws IOException {
    assertThat(names("targ*", List.of("*"), List.of(), false)).containsExactly("app.jar");
    assertThat(names(source + "/target", List.of("*.jar"), List.of(), false))
        .containsExactly("app.jar");
    assertThat(names(".", List.of(source + "/target/*"), List.of(), false))
        .containsExactly("target/app.jar");
  }

  @Test
  void nothingFoundFailsInTheWordsOfCodeBuild() {
    assertThatThrownBy(() -> names(".", List.of("*.war"), List.of(), false))
        .hasMessage("CLIENT_ERROR: no matching artifact paths found");
    assertThatThrownBy(() -> names("out", List.of("*"), List.of(), false))
        .hasMessage("CLIENT_ERROR: no matching base directory path found for out");
    assertThatThrownBy(() -> names("../..", List.of("*"), List.of(), false))
        .hasMessage("CLIENT_ERROR: no matching base directory path found for ../..");
  }

  @Test
  void linksNeitherLoopNorLeadIntoForeignDirectories(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("foreign"), "");
    Files.createSymbolicLink(source.resolve("target/loop"), source);
    Files.createSymbolicLink(source.resolve("target/out"), elsewhere);
    Files.createSymbolicLink(source.resolve("target/nowhere"), source.resolve("none"));
    Files.createSymbolicLink(source.resolve("target/link.jar"), Path.of("app.jar"));
    assertThat(names("target", List.of("**/*"), List.of("classes/**", "loop/**"), false))
        .containsExactly("app.jar", "link.jar");
  }

  @Test
  void aPackedArtifactUnpacksToTheSameFilesAndPermissions(@TempDir Path directory)
      throws IOException {
    var script = source.resolve("with space/ünï \uD83D\uDE00.txt");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
    var output = new Output(List.of("**/*"), List.of(), Optional.empty(), false, Optional.empty());
    var zip =
        ArtifactZip.pack(new ArtifactFiles(source).of(output), directory.resolve("artifact.zip"));

    var unpacked = Files.createDirectory(directory.resolve("unpacked"));
    new SourceZip(zip).unpack(unpacked);

    var copy = unpacked.resolve("with space/ünï \uD83D\uDE00.txt");
    assertThat(copy).hasSameTextualContentAs(script);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rwxr-x--x");
    assertThat(unpacked.resolve("line\nbreak")).isRegularFile();
  }

  @Test
  void otherToolsReadTheNamesOfFilesAndDirectoriesAlike(@TempDir Path directory)
      throws IOException {
    var file = source.resolve("ünï dir/é/x");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    var output =
        new Output(List.of("ünï dir/**"), List.of(), Optional.empty(), false, Optional.empty());
    var zip = ArtifactZip.pack(new ArtifactFiles(source).of(output), directory.resolve("a.zip"));

    try (var reader = new ZipFile(zip.toFile(), StandardCharsets.ISO_8859_1)) {
      assertThat(reader.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrder("ünï dir/", "ünï dir/é/", "ünï dir/é/x");
    }
  }
}
