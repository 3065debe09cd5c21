package dev.signalbox.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Everything that a command has started, also what has left its process group and lost its parents:
 * it is known by its session, by a variable that every process inherits, or by the directory it
 * works in.
 *
 * @param leader of the command's session and process group
 * @param mark an environment variable that only these processes have, {@code NAME=value}
 */
public record Family(ProcessHandle leader, String mark, Path directory) {
  private static final Duration LONGEST_KILLING = Duration.ofSeconds(20);
  private static final int CLEAN_LOOKS = 2;

  /**
   * Kills all of it, and looks again until nothing is left, for a process may start others while it
   * is being looked for.
   */
  public void kill() {
    Instant deadline = Instant.now().plus(LONGEST_KILLING);
    killGroup();
    int clean = 0;
    while (clean < CLEAN_LOOKS && Instant.now().isBefore(deadline)) {
      List<ProcessHandle> members = members();
      members.forEach(ProcessHandle::destroyForcibly);
      clean = members.isEmpty() ? clean + 1 : 0;
      await(members);
    }
  }

  public int size() {
    return members().size();
  }

  private List<ProcessHandle> members() {
    ProcessTable table = ProcessTable.now();
    if (table.entries().isEmpty()) {
      return Stream.concat(Stream.of(leader), leader.descendants())
          .filter(ProcessHandle::isAlive)
          .toList();
    }
    Set<Long> family = leader.isAlive() ? table.family(leader.pid()) : Set.of();
    return table.entries().stream()
        .filter(it ->
            family.contains(it.id())
                || it.session() == leader.pid()
                || it.has(mark)
                || it.worksIn(directory))
        .flatMap(it -> ProcessHandle.of(it.id()).stream())
        .filter(it -> it.pid() != ProcessHandle.current().pid())
        .toList();
  }

  /** All at once, so that no member of the group can fork out of it any more. */
  private void killGroup() {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + leader.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      leader.destroyForcibly(); // no process to spare: one by one then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(List<ProcessHandle> members) {
    var ends = members.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // the next look tells who is left
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
