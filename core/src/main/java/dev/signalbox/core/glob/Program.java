package dev.signalbox.core.glob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A non-deterministic automaton over code points, as a list of instructions.
 *
 * <p>An instruction consumes one character and goes on to the next instruction, or forks without
 * consuming, or accepts.
 */
final class Program {
  /** What one instruction does. */
  enum Step {
    /** Consumes exactly the code point {@code from}. */
    LITERAL,
    /** Consumes any character but the separator. */
    IN_SEGMENT,
    /** Consumes any character. */
    ANY,
    /** Consumes a character that its bracket holds. */
    BRACKET,
    /** Goes on at {@code from} and at {@code to}. */
    FORK,
    /** The pattern numbered {@code from} has matched. */
    ACCEPT
  }

  private Step[] steps = new Step[16];
  private int[] from = new int[16];
  private int[] to = new int[16];
  private final List<Bracket> brackets = new ArrayList<>();
  private int size;

  int size() {
    return size;
  }

  Step step(int at) {
    return steps[at];
  }

  int from(int at) {
    return from[at];
  }

  int to(int at) {
    return to[at];
  }

  Bracket bracket(int at) {
    return brackets.get(from[at]);
  }

  int add(Step step, int first, int second) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, size * 2);
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
    steps[size] = step;
    from[size] = first;
    to[size] = second;
    return size++;
  }

  int add(Bracket bracket) {
    brackets.add(bracket);
    return add(Step.BRACKET, brackets.size() - 1, 0);
  }

  void fork(int at, int first, int second) {
    from[at] = first;
    to[at] = second;
  }

  /**
   * Joins another program to this one; its acceptance is told as {@code id}. Says where it begins.
   */
  int append(Program other, int id) {
    int start = size;
    for (int i = 0; i < other.size; i++) {
      switch (other.steps[i]) {
        case BRACKET -> add(other.bracket(i));
        case FORK -> add(Step.FORK, other.from[i] + start, other.to[i] + start);
        case ACCEPT -> add(Step.ACCEPT, id, 0);
        case LITERAL, IN_SEGMENT, ANY -> add(other.steps[i], other.from[i], 0);
      }
    }
    return start;
  }

  boolean consumes(int at, int character) {
    return switch (steps[at]) {
      case LITERAL -> from[at] == character;
      case IN_SEGMENT -> character != '/';
      case ANY -> true;
      case BRACKET -> character != '/' && bracket(at).holds(character);
      case FORK, ACCEPT -> false;
    };
  }
}
