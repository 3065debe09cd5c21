package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TetherTest {
  @Test
  @Timeout(120)
  void aFunctionThatWaitsForeverEndsWhenTheProcessThatStartedItIsGone() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process function = function(silent.getLocalPort());
      try (Socket asked = silent.accept()) {
        assertThat(function.isAlive()).isTrue();

        // What the system does for a process that is gone.
        function.getOutputStream().close();

        assertThat(function.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.isClosed()).isFalse();
      } finally {
        function.destroyForcibly();
      }
    }
  }

  private static Process function(int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Tether.class.getName(),
            "Nobody");
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }
}
