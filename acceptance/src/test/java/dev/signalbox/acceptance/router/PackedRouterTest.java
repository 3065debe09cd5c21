package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PackedRouterTest {
  static final Path ZIP = Path.of("../functions/router/target/router.zip");

  /** What Lambda takes when it is uploaded directly. */
  private static final long LARGEST = 50 * 1024 * 1024;

  @BeforeAll
  static void itIsPacked() {
    assumeTrue(Files.exists(ZIP), "The router is not packed: mvn verify packs it before");
  }

  private static List<ZipEntry> entries() throws IOException {
    try (var zip = new ZipFile(ZIP.toFile())) {
      return zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry.class::cast).toList();
    }
  }

  @Test
  void itHoldsNoSecondHttpStackNoYamlAndNoObjectMapping() throws IOException {
    assertThat(entries())
        .extracting(ZipEntry::getName)
        .noneMatch(name ->
            name.matches(
                ".*(netty|httpc|apache|snakeyaml|databind|joda|jmespath|lambda-java-events).*"))
        .allMatch(name -> name.matches("lib/[^/]+[.](jar|so)"));
  }

  @Test
  void theNativeLibraryLiesWhereLambdaFindsIt() throws IOException {
    assertThat(entries())
        .filteredOn(entry -> entry.getName().endsWith(".so"))
        .extracting(ZipEntry::getName)
        .containsExactly("lib/libaws-crt-jni.so");
  }

  @Test
  void ourTableOfRegionsComesBeforeTheSdks() throws IOException {
    List<String> regions =
        entries().stream()
            .map(ZipEntry::getName)
            .filter(name -> name.contains("regions"))
            .sorted()
            .toList();
    assertThat(regions).hasSize(2);
    assertThat(regions.getFirst()).startsWith("lib/our-regions-");
  }

  @Test
  void noEntryTellsWhenItWasBuilt() throws IOException {
    assertThat(entries()).extracting(ZipEntry::getTime).containsOnly(entries().get(0).getTime());
  }

  @Test
  void lambdaTakesItsSize() throws IOException {
    assertThat(Files.size(ZIP)).isLessThan(LARGEST);
  }
}
