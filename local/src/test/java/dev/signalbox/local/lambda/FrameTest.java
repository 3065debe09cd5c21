package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.lambda.FunctionRecord.Code;
import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Outcome ANSWERED = new Outcome.Answered(new byte[0]);

  private static Frame frame(String format, String systemLevel) {
    var configuration =
        new Configuration(
            "", "java25", "H", 3, 128, Map.of(), "", "/g", format, "INFO", systemLevel, "");
    var function =
        FunctionRecord.made(
            new Place("111111111111", "eu-west-1"),
            "f",
            new Code("f.zip", "", 0),
            configuration,
            Map.of(),
            0);
    return new Frame(function, "r-1");
  }

  @Test
  void textLogsFrameEachEventByStartEndAndReport() {
    assertThat(frame("Text", "INFO").start())
        .containsExactly("START RequestId: r-1 Version: $LATEST");
    assertThat(frame("Text", "INFO").end(1_234_567, ANSWERED))
        .containsExactly(
            "END RequestId: r-1",
            "REPORT RequestId: r-1\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB");
  }

  @Test
  void jsonLogsFrameEachEventByRecordsOfThePlatform() {
    List<String> end = frame("JSON", "INFO").end(1_234_567, Outcome.Failed.because("E", "m"));
    assertThat(end).hasSize(1);
    assertThat(end.getFirst())
        .contains("\"type\":\"platform.report\"")
        .contains("\"requestId\":\"r-1\"")
        .contains("\"status\":\"error\"")
        .contains("\"durationMs\":1.235");
  }

  @Test
  void aSystemLogLevelOfWarnLeavesTheFrameOut() {
    assertThat(frame("JSON", "WARN").start()).isEmpty();
    assertThat(frame("JSON", "WARN").end(1, ANSWERED)).isEmpty();
  }

  @Test
  void theTailIsTheLastFourKilobytesOfWholeLines() {
    Tail tail = new Tail();
    for (int i = 0; i < 1000; i++) {
      tail.add("line " + i + " é");
    }
    assertThat(tail.text()).startsWith("line ").endsWith("line 999 é\n");
    assertThat(tail.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .isBetween(4000, 4096);
  }
}
