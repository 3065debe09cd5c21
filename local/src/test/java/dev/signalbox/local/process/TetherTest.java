package dev.signalbox.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TetherTest {
  private static Process sleeping() throws IOException {
    return new ProcessBuilder(Session.of(List.of("sh", "-c", "sleep 1000; echo")))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void whatIsTiedEndsWithTheTether() throws Exception {
    var first = sleeping();
    var untied = sleeping();
    var last = sleeping();
    var tether = new Tether();
    for (var process : List.of(first, untied, last)) {
      tether.tie(process.pid());
    }
    tether.untie(untied.pid());
    try {
      tether.close();
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(last.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(untied.isAlive()).isTrue();
    } finally {
      untied.descendants().forEach(ProcessHandle::destroyForcibly);
      untied.destroyForcibly();
    }
  }
}
