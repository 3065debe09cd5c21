package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StacksTest {
  @TempDir private Path directory;

  private Stacks read(String yaml) throws IOException {
    Files.writeString(directory.resolve("t.yaml"), "Resources: {}");
    return Stacks.read(Files.writeString(directory.resolve("stacks.yaml"), yaml));
  }

  @Test
  void aStackHasAPlaceATemplateBesideTheFileAndParameters() throws IOException {
    assertThat(
            read("""
            - {name: a, account: 012345678901, region: eu-west-1, template: t.yaml,
               parameters: {Account: 012345678901}}
            """)
                .all())
        .containsExactly(
            new Stacks.One(
                "a",
                "012345678901",
                "eu-west-1",
                directory.resolve("t.yaml"),
                Map.of("Account", "012345678901")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a: b; is not a list of stacks",
        "[]; is not a list of stacks",
        "[a]; a stack has keys, got a",
        "[{name: a}]; a stack needs 'template'",
        "[{template: t.yaml, name: a, region: r}]; a stack needs 'account'",
        "[{template: t.yaml, name: a, account: '', region: r}]; a stack needs 'account'",
        "[{template: none.yaml}]; there is no template",
        "[{template: t.yaml, regoin: r}]; a stack has no 'regoin'",
        "[{template: t.yaml, name: a, account: b, region: r, parameters: [c]}]; 'parameters' has"
            + " keys",
        "[{template: t.yaml; is not valid YAML",
      })
  void whatIsWrongIsSaid(String yaml, String words) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("stacks.yaml")
        .hasMessageContaining(words);
  }

  @Test
  void aFileThatIsNotThereIsSaidToo() {
    assertThatThrownBy(() -> Stacks.read(directory.resolve("none.yaml")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none.yaml cannot be read");
  }
}
