package dev.signalbox.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The processes of the gate that this one has started. */
final class Gates {
  /** From its start until it is in the middle of its checks. */
  private static final Duration SETTLED = Duration.ofSeconds(4);

  private static final String GATE = "AWS_LAMBDA_FUNCTION_NAME=CodeDeployHook_signalbox-gate\0";

  private static final Duration LOOK = Duration.ofMillis(50);

  List<ProcessHandle> atWork() throws InterruptedException {
    while (all().isEmpty()) {
      Thread.sleep(LOOK);
    }
    Thread.sleep(SETTLED);
    return all();
  }

  private static List<ProcessHandle> all() {
    return ProcessHandle.current()
        .descendants()
        .filter(one -> environment(one.pid()).contains(GATE))
        .toList();
  }

  /** Those of the function alone: its reporter runs the same code. */
  private static String environment(long process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), "environ"));
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }
}
