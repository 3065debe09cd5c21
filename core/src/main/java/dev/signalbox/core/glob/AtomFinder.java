package dev.signalbox.core.glob;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds all of many words in one walk along a text, after Aho and Corasick: what it costs does not
 * depend on the number of words.
 */
final class AtomFinder {
  private static final int[] NONE = {};

  private final Map<Long, Integer> children = new HashMap<>();
  private final Steps steps;
  private final List<int[]> ends = new ArrayList<>();
  private int[] fallback = {};

  /** Words by the numbers they are told by. */
  AtomFinder(List<String> words) {
    ends.add(NONE);
    for (int number = 0; number < words.size(); number++) {
      add(words.get(number), number);
    }
    steps = new Steps(children);
    link();
    children.clear();
  }

  private void add(String word, int number) {
    int node = 0;
    for (int i = 0; i < word.length(); i++) {
      node =
          children.computeIfAbsent(
              Steps.key(node, word.charAt(i)),
              _ -> {
                ends.add(NONE);
                return ends.size() - 1;
              });
    }
    ends.set(node, joined(ends.get(node), new int[] {number}));
  }

  private static int[] joined(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private void link() {
    fallback = new int[ends.size()];
    Map<Integer, List<Long>> byNode = new HashMap<>();
    children
        .keySet()
        .forEach(s -> byNode.computeIfAbsent((int) (s >> 16), _ -> new ArrayList<>()).add(s));
    Deque<Integer> breadthFirst = new ArrayDeque<>(List.of(0));
    while (!breadthFirst.isEmpty()) {
      int node = breadthFirst.remove();
      for (long step : byNode.getOrDefault(node, List.of())) {
        int child = children.getOrDefault(step, 0);
        fallback[child] = node == 0 ? 0 : after(fallback[node], (char) step);
        ends.set(child, joined(ends.get(child), ends.get(fallback[child])));
        breadthFirst.add(child);
      }
    }
  }

  private int after(int node, char character) {
    int from = node;
    while (true) {
      int child = steps.from(from, character);
      if (child >= 0) {
        return child;
      }
      if (from == 0) {
        return 0;
      }
      from = fallback[from];
    }
  }

  /** Tells the number of every word in the text, as often as it occurs. */
  void find(String text, IntConsumer found) {
    int node = 0;
    for (int i = 0; i < text.length(); i++) {
      node = after(node, text.charAt(i));
      for (int number : ends.get(node)) {
        found.accept(number);
      }
    }
  }
}
