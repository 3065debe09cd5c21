package dev.signalbox.local.build;

import dev.signalbox.local.api.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The builds that run and those that wait for a place, in the order in which they came. */
final class BuildYard implements AutoCloseable {
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(30);

  private final int places;
  private final Map<String, BuildRun> runs = new HashMap<>();
  private final Deque<BuildRun> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;

  BuildYard(int places) {
    this.places = places;
  }

  synchronized void admit(BuildRun run) {
    runs.put(key(run), run);
    if (running < places && !closed) {
      start(run);
    } else {
      waiting.add(run);
    }
  }

  private void start(BuildRun run) {
    running++;
    Thread.ofVirtual()
        .name("build " + run.job().build().id())
        .start(() -> {
          try {
            run.run();
          } finally {
            ended(run);
          }
        });
  }

  private synchronized void ended(BuildRun run) {
    runs.remove(key(run));
    running--;
    if (!closed && !waiting.isEmpty()) {
      start(waiting.remove());
    }
    notifyAll();
  }

  synchronized Optional<BuildRun> find(Place place, String id) {
    return Optional.ofNullable(runs.get(place.key(id)));
  }

  synchronized long active(Place place, String project) {
    String prefix = place.key(project + ":");
    return runs.keySet().stream().filter(key -> key.startsWith(prefix)).count();
  }

  /** Ends the build wherever it is; its result follows. */
  void end(BuildRun run, Ending ending) {
    if (withdraw(run)) {
      run.endInQueue(ending);
    } else {
      run.end(ending);
    }
  }

  private synchronized boolean withdraw(BuildRun run) {
    boolean queued = waiting.remove(run);
    if (queued) {
      runs.remove(key(run));
    }
    return queued;
  }

  private static String key(BuildRun run) {
    return run.job().place().key(run.job().build().id());
  }

  /** Kills every build and waits until all is gone. */
  @Override
  public void close() {
    List<BuildRun> cutOff;
    synchronized (this) {
      closed = true;
      waiting.forEach(run -> runs.remove(key(run)));
      waiting.clear();
      cutOff = new ArrayList<>(runs.values());
    }
    cutOff.forEach(run -> run.end(Ending.CUT_OFF));
    awaitEnds();
  }

  private synchronized void awaitEnds() {
    long deadline = System.nanoTime() + LONGEST_CLOSING.toNanos();
    try {
      while (running > 0 && System.nanoTime() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
