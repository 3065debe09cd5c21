package dev.signalbox.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill}: the process ends when whoever opened this has closed it, last of all.
 */
public final class CtrlC implements AutoCloseable {
  private static final long SECONDS_TO_CLOSE = 10;

  private final Runnable stop;
  private final CountDownLatch closed = new CountDownLatch(1);

  private CtrlC(Runnable stop) {
    this.stop = stop;
  }

  /** Tells whoever waits that it is time to close everything. */
  static CtrlC does(Runnable stop) {
    CtrlC ctrlC = new CtrlC(stop);
    Runtime.getRuntime().addShutdownHook(new Thread(ctrlC::stopped));
    return ctrlC;
  }

  /** Interrupts the thread that opened this; what is said from then on is not shown. */
  public static CtrlC interruptsThisThread() {
    Thread worker = Thread.currentThread();
    return does(() -> {
      System.err.println("Stopping.");
      System.setOut(silent());
      System.setErr(silent());
      worker.interrupt();
    });
  }

  private void stopped() {
    if (closed.getCount() == 0) {
      return;
    }
    stop.run();
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
