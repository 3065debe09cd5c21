package dev.signalbox.functions.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;

/** Ours and the SDK's own, loaded from nothing but the SDK's jars, name the same tables. */
class SameAsTheSdksTest {
  private static URL[] sdk() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(SameAsTheSdksTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"codecommit", "codepipeline", "dynamodb", "events", "sts"})
  void aServiceHasTheSdksTable(String service) throws Exception {
    try (var loader = new URLClassLoader(sdk(), ClassLoader.getPlatformClassLoader())) {
      Class<?> theirs = loader.loadClass(GeneratedServiceMetadataProvider.class.getName());
      Object table =
          theirs
              .getMethod("serviceMetadata", String.class)
              .invoke(theirs.getConstructor().newInstance(), service);

      assertThat(new GeneratedServiceMetadataProvider().serviceMetadata(service))
          .extracting(ours -> ours.getClass().getName())
          .isEqualTo(table.getClass().getName());
      assertThat(theirs.getClassLoader()).isSameAs(loader);
    }
  }
}
