package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The processes of one version of a function: kept warm, made when all are busy. */
final class FunctionPool implements AutoCloseable {
  /** On AWS an account has a thousand; what is beyond these waits here for its turn. */
  private static final int PROCESSES = 4;

  /** What has waited for longer gets one of a few more. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private static final int MORE_PROCESSES = 4;

  private final Function<FunctionRecord, Worker> starter;
  private final Semaphore processes = new Semaphore(PROCESSES, true);
  private final Semaphore more = new Semaphore(MORE_PROCESSES);
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final Set<Worker> all = new HashSet<>();
  private boolean closed;

  FunctionPool(Function<FunctionRecord, Worker> starter) {
    this.starter = starter;
  }

  Execution run(FunctionRecord function, String invokedArn, byte[] event) {
    await();
    try {
      Worker worker = take(function);
      try {
        return worker.run(function, invokedArn, UUID.randomUUID().toString(), event);
      } finally {
        give(worker);
      }
    } finally {
      processes.release();
    }
  }

  /** Once there are more processes they stay, as far as there is something to do for them. */
  private void await() {
    try {
      if (processes.tryAcquire(LONG.toMillis(), TimeUnit.MILLISECONDS) || more.tryAcquire()) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    processes.acquireUninterruptibly();
  }

  private synchronized Worker take(FunctionRecord function) {
    if (closed) {
      throw new AwsError("ServiceException", 503, "The function is being removed.");
    }
    while (!idle.isEmpty()) {
      Worker worker = idle.pop();
      if (worker.alive()) {
        return worker;
      }
      discard(worker);
    }
    Worker started = starter.apply(function);
    all.add(started);
    return started;
  }

  private synchronized void give(Worker worker) {
    if (closed || !worker.alive()) {
      discard(worker);
    } else {
      idle.push(worker);
    }
  }

  /** Ends the processes that have had nothing to do since then. */
  synchronized void reap(Instant since) {
    List<Worker> unused =
        idle.stream().filter(worker -> worker.idleSince().isBefore(since)).toList();
    unused.forEach(idle::remove);
    unused.forEach(this::discard);
  }

  private void discard(Worker worker) {
    all.remove(worker);
    worker.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(Worker::close);
    all.clear();
  }
}
