package dev.signalbox.local.logs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The journals of all streams; the files of those not used lately are closed. */
final class Journals implements AutoCloseable {
  private static final int MOST_OPEN = 100;

  private final Path directory;
  private final Map<String, Journal> all = new HashMap<>();
  private final SequencedMap<String, Journal> lately = new LinkedHashMap<>();

  Journals(Path directory) {
    this.directory = directory;
  }

  synchronized Journal of(LogStream stream) {
    Journal journal = all.computeIfAbsent(stream.id(), id -> new Journal(directory, id));
    lately.putLast(stream.id(), journal);
    if (lately.size() > MOST_OPEN) {
      lately.pollFirstEntry().getValue().rest();
    }
    return journal;
  }

  synchronized void remove(LogStream stream) {
    of(stream).delete();
    all.remove(stream.id());
    lately.remove(stream.id());
  }

  @Override
  public synchronized void close() {
    all.values().forEach(Journal::rest);
  }
}
