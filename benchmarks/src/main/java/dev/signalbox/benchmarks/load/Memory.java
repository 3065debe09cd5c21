package dev.signalbox.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What local and the functions it runs hold. */
final class Memory {
  private static final int MEGABYTE = 1024 * 1024;

  private Memory() {}

  /** What is in use, in megabytes, after what is not has been collected. */
  static long usedHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  static String processes() {
    List<Long> functions =
        ProcessHandle.current()
            .descendants()
            .filter(one -> one.info().command().orElse("").endsWith("java"))
            .map(one -> peak(one.pid()))
            .toList();
    return "local at most %d MB, %d processes of the router at most %d MB each"
        .formatted(
            peak(ProcessHandle.current().pid()),
            functions.size(),
            functions.stream().mapToLong(Long::longValue).max().orElse(0));
  }

  private static long peak(long process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), "status"))
              .lines()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
