package dev.signalbox.core.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Work in lanes: within a lane one after the other, different lanes side by side. */
final class Lanes {
  private Lanes() {}

  /**
   * Does the work of every lane, as far as there is time; what is not done then is broken off.
   *
   * @param stock what has been done, taken before anything is broken off
   * @throws RuntimeException what a lane's work threw
   */
  static <T> T run(Collection<List<Runnable>> lanes, Duration time, Supplier<T> stock) {
    long end = System.nanoTime() + time.toNanos();
    if (lanes.size() < 2) {
      lanes.forEach(lane -> run(lane, () -> System.nanoTime() >= end));
      return stock.get();
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<?>> running = new ArrayList<>();
      lanes.forEach(lane -> running.add(threads.submit(() -> run(lane, threads::isShutdown))));
      running.forEach(lane -> await(lane, end - System.nanoTime()));
      return stock.get();
    } finally {
      // Not closed: that would wait for those that there is no more time for.
      threads.shutdownNow();
    }
  }

  private static void run(List<Runnable> lane, BooleanSupplier over) {
    for (Runnable work : lane) {
      if (over.getAsBoolean()) {
        return;
      }
      work.run();
    }
  }

  private static void await(Future<?> lane, long nanos) {
    try {
      lane.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // It has had its time, and is interrupted in a moment.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException("A lane has come off the road", e);
    }
  }
}
