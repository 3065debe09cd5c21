package dev.signalbox.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static String guide() throws IOException {
    return Files.readString(Path.of("../docs/guide/routing.md"));
  }

  @Test
  void theGuideSaysWhatEachOutcomeMeans() throws IOException {
    assertThat(Outcome.class.getPermittedSubclasses())
        .extracting(kind -> kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
        .allSatisfy(
            word -> assertThat(guide()).contains("| `" + word.toUpperCase(Locale.ROOT) + "` |"));
  }

  @Test
  void theGuideSaysWhatEachRungComparesWith() throws IOException {
    assertThat(Arrays.stream(Baseline.Rung.values()).map(Baseline.Rung::word))
        .allSatisfy(word -> assertThat(guide()).contains("| `" + word + "` |"));
  }
}
