package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("FUNCTIONS")
class PackedFunctionTest {
  static final List<String> FUNCTIONS = List.of("router", "observer", "webhook", "gate");

  /** What Lambda takes when it is uploaded directly. */
  private static final long LARGEST = 50 * 1024 * 1024;

  private final Path zip;

  PackedFunctionTest(String function) {
    zip = zip(function);
    assumeTrue(Files.exists(zip), "It is not packed: mvn verify packs it before");
  }

  static Path zip(String function) {
    return Path.of("../functions/%s/target/%s.zip".formatted(function, function));
  }

  private List<ZipEntry> entries() throws IOException {
    try (var opened = new ZipFile(zip.toFile())) {
      return opened.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry.class::cast)
          .toList();
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
  void itBringsItsOwnLog() throws IOException {
    Set<String> held = new HashSet<>();
    try (var opened = new ZipFile(zip.toFile())) {
      for (ZipEntry library : entries()) {
        if (library.getName().startsWith("lib/signalbox-")) {
          var jar = new ZipInputStream(opened.getInputStream(library));
          for (ZipEntry one = jar.getNextEntry(); one != null; one = jar.getNextEntry()) {
            held.add(one.getName());
          }
        }
      }
    }
    assertThat(held)
        .contains(
            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
            "META-INF/services/software.amazon.lambda.powertools.logging.internal.LoggingManager");
  }

  @Test
  void noEntryTellsWhenItWasBuilt() throws IOException {
    assertThat(entries()).extracting(ZipEntry::getTime).containsOnly(entries().get(0).getTime());
  }

  @Test
  void lambdaTakesItsSize() throws IOException {
    assertThat(Files.size(zip)).isLessThan(LARGEST);
  }
}
