package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Path FOLDER = Path.of("../docs/reference");

  /** To write it anew: mvn -pl definitions -am test -Dtest=ReferenceTest -Dreference=write. */
  @Test
  void theReferenceSaysWhatTheSchemaSays() throws IOException {
    String page =
        Reference.of(new ObjectMapper().readTree(FOLDER.resolve("signalbox.schema.json").toFile()));
    Path published = FOLDER.resolve("signalbox-yaml.md");
    if ("write".equals(System.getProperty("reference"))) {
      Files.writeString(published, page);
    }

    assertThat(published).hasContent(page);
  }
}
