package dev.signalbox.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill} while the thread that opened this is at work: it is interrupted, what it
 * says from then on is not shown, and the process ends when it has closed this, last of all.
 */
public final class CtrlC implements AutoCloseable {
  private static final long SECONDS_TO_CLOSE = 10;

  private final CountDownLatch closed = new CountDownLatch(1);

  private CtrlC() {}

  public static CtrlC interruptsThisThread() {
    CtrlC ctrlC = new CtrlC();
    Thread worker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ctrlC.stop(worker)));
    return ctrlC;
  }

  private void stop(Thread worker) {
    if (closed.getCount() == 0) {
      return;
    }
    System.err.println("Stopping.");
    System.setOut(silent());
    System.setErr(silent());
    worker.interrupt();
    try {
      boolean _ = closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
