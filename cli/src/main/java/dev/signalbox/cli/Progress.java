package dev.signalbox.cli;

import java.io.Console;
import java.util.Optional;

/**
 * A counter on the terminal for what takes longer than a second; on no terminal, a line a while.
 */
final class Progress implements AutoCloseable {
  private static final long NANOS = 1_000_000_000L;

  private final String what;
  private final boolean terminal =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  private long next;
  private boolean shown;

  Progress(String what) {
    this.what = what;
    this.next = System.nanoTime() + NANOS;
  }

  void at(int count) {
    if (System.nanoTime() - next >= 0) {
      next = System.nanoTime() + (terminal ? NANOS / 4 : 10 * NANOS);
      System.err.print(terminal ? "\r" + count + " " + what : count + " " + what + "\n");
      System.err.flush();
      shown = terminal;
    }
  }

  @Override
  public void close() {
    if (shown) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
