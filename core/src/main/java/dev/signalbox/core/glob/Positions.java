package dev.signalbox.core.glob;

import java.util.Arrays;

/** A small set of small numbers. */
final class Positions {
  private final long[] words;

  Positions(int size) {
    words = new long[(size + 63) / 64];
  }

  void add(int position) {
    words[position >> 6] |= 1L << position;
  }

  boolean holds(int position) {
    return (words[position >> 6] & 1L << position) != 0;
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  boolean isEmpty() {
    return first(0) < 0;
  }

  /** The first position from here on, or -1. */
  int first(int from) {
    for (int word = from >> 6; word < words.length; word++) {
      long rest = word == from >> 6 ? words[word] & -1L << from : words[word];
      if (rest != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Positions positions && Arrays.equals(words, positions.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
