package dev.signalbox.core.glob;

import java.util.Arrays;
import java.util.Map;

/** Where each character leads from each node: a table that is made once and asked very often. */
final class Steps {
  private static final long NONE = -1;

  private final long[] keys;
  private final int[] targets;

  Steps(Map<Long, Integer> steps) {
    int size = Integer.highestOneBit(Math.max(4, steps.size() * 2)) * 2;
    keys = new long[size];
    targets = new int[size];
    Arrays.fill(keys, NONE);
    steps.forEach((key, target) -> {
      int slot = slot(key);
      while (keys[slot] != NONE) {
        slot = next(slot);
      }
      keys[slot] = key;
      targets[slot] = target;
    });
  }

  static long key(int node, char character) {
    return (long) node << 16 | character;
  }

  /** The node that a character leads to, or -1. */
  int from(int node, char character) {
    long key = key(node, character);
    int slot = slot(key);
    while (keys[slot] != key) {
      if (keys[slot] == NONE) {
        return -1;
      }
      slot = next(slot);
    }
    return targets[slot];
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & keys.length - 1;
  }

  private int next(int slot) {
    return slot + 1 & keys.length - 1;
  }
}
