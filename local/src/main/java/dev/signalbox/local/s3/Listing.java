package dev.signalbox.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a bucket's keys, those with the delimiter behind the prefix rolled up into one entry.
 *
 * @param next where the next page begins; empty for the last page
 */
record Listing(List<Entry> entries, Optional<String> next) {
  private static final int AT_ONCE = 500;

  /** What stands in a list. */
  sealed interface Entry {
    String name();
  }

  /** A key that holds an object now. */
  record Key(String name, Version version, Content content) implements Entry {}

  /** Several keys that begin alike. */
  record Prefix(String name) implements Entry {}

  /**
   * @param after a key or a rolled-up prefix; the page begins behind it, and behind all keys that
   *     begin with it where it is a rolled-up prefix
   */
  record Wanted(String bucket, String prefix, String delimiter, String after, int most) {

    /** The part of the key up to the delimiter behind the prefix. */
    Optional<String> rolledUp(String key) {
      int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }

    String start() {
      if (after.isEmpty()) {
        return "";
      }
      boolean isPrefix =
          after.startsWith(prefix) && rolledUp(after).filter(after::equals).isPresent();
      return isPrefix ? Keys.past(bucket, after) : Keys.of(bucket, after);
    }
  }

  static Listing of(Shelf shelf, Wanted wanted) {
    List<Entry> entries = new ArrayList<>();
    var after = wanted.start();
    while (wanted.most() > 0) {
      var page = shelf.page(wanted.bucket(), wanted.prefix(), after, AT_ONCE);
      for (int i = 0; i < page.size(); i++) {
        var history = page.get(i);
        after = Keys.of(wanted.bucket(), history.key());
        if (history.visible().isEmpty()) {
          continue;
        }
        if (entries.size() == wanted.most()) {
          return new Listing(entries, Optional.of(entries.getLast().name()));
        }
        var prefix = wanted.rolledUp(history.key());
        entries.add(prefix.<Entry>map(Prefix::new).orElseGet(() -> key(history)));
        if (prefix.isPresent()) {
          after = Keys.past(wanted.bucket(), prefix.get());
          i = lastBelow(page, i, prefix.get());
        }
      }
      if (page.size() < AT_ONCE) {
        return new Listing(entries, Optional.empty());
      }
    }
    return new Listing(entries, Optional.empty());
  }

  private static int lastBelow(List<History> page, int from, String prefix) {
    int last = from;
    while (last + 1 < page.size() && page.get(last + 1).key().startsWith(prefix)) {
      last++;
    }
    return last;
  }

  private static Key key(History history) {
    var version = history.newest().orElseThrow();
    return new Key(history.key(), version, version.content().orElseThrow());
  }
}
