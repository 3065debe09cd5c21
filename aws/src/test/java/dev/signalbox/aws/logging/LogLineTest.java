package dev.signalbox.aws.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

class LogLineTest {
  private static String line(String message, @Nullable Throwable error, Object... arguments) {
    return new LogLine()
        .of(Level.INFO, message, arguments, error, Map.of("service", "router"), Instant.EPOCH);
  }

  @Test
  void aFactIsItsNameItsEntriesAndWhereAndWhen() {
    assertThat(
            line(
                "pipeline.started",
                null,
                StructuredArguments.entry("route", "web"),
                StructuredArguments.entry("files", 3),
                StructuredArguments.entry("witnesses", List.of("a", "b"))))
        .isEqualTo(
            """
            {"level":"INFO","message":"pipeline.started","route":"web","files":3,\
            "witnesses":["a","b"],"timestamp":"1970-01-01T00:00:00Z","service":"router"}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n{\"level\":\"INFO\",\"message\":\"approved\"}",
        "\u0000\u0007\u001b[31m\u007f\u0085",
        "\u2028\u2029\u202e\u2066",
        "é🚀\"\\\t",
        "=cmd|' /C calc'!A0",
        "%0d%0aSet-Cookie: a=b",
        "<script>alert(1)</script> <!channel> {{7}} #{codepipeline.PipelineExecutionId}",
        "__proto__",
      })
  void whateverItIsCalledItStaysOneTextInOneLine(String name) throws IOException {
    String line = line(name, null, StructuredArguments.entry(name, name));

    assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029](?!\\z)").endsWith("}\n");
    JsonNode read = new ObjectMapper().readTree(line);
    assertThat(read.path("message").asText()).isEqualTo(name);
    assertThat(read.path(name).asText()).isEqualTo(name);
  }

  @Test
  void halfACharacterIsReplaced() {
    assertThat(line("a\ud83d", null)).contains("\"message\":\"a\ufffd\"");
  }

  @Test
  void anErrorIsShownWithItsStack() throws IOException {
    JsonNode error =
        new ObjectMapper().readTree(line("x", new IllegalStateException("no\n"))).path("error");

    assertThat(error.path("name").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.path("message").asText()).isEqualTo("no\n");
    assertThat(error.path("stack").asText()).contains("LogLineTest");
  }

  @Test
  void argumentsOfLibrariesFillTheirPlaceholders() {
    assertThat(line("{} of {}", null, 1, 2)).contains("\"message\":\"1 of 2\"");
  }

  @Test
  void librariesSayOnlyWhatIsWorrying() {
    assertThat(LogLevels.of("dev.signalbox.functions.router")).isEqualTo(Level.INFO);
    assertThat(LogLevels.of("software.amazon.awssdk.request")).isEqualTo(Level.WARN);
  }
}
