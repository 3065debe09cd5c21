package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The processes of one function: kept warm, made when all are busy, never more than its
 * concurrency.
 */
final class FunctionPool implements AutoCloseable {
  private final FunctionRecord function;
  private final Supplier<Worker> starter;
  private final Semaphore free;
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final Set<Worker> all = new HashSet<>();
  private boolean closed;

  FunctionPool(FunctionRecord function, Supplier<Worker> starter) {
    this.function = function;
    this.starter = starter;
    this.free = new Semaphore(function.concurrency());
  }

  FunctionRecord function() {
    return function;
  }

  /**
   * @throws AwsError TooManyRequestsException when every process the function may have is busy
   */
  Outcome run(byte[] event) {
    if (!free.tryAcquire()) {
      throw new AwsError("TooManyRequestsException", 429, "Rate Exceeded.");
    }
    try {
      Worker worker = take();
      try {
        return worker.run(function, UUID.randomUUID().toString(), event);
      } finally {
        give(worker);
      }
    } finally {
      free.release();
    }
  }

  private synchronized Worker take() {
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
    Worker started = starter.get();
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
