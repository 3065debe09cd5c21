package dev.signalbox.core.glob;

import java.util.Arrays;

/** The instructions a program is at, each once, after some of the text; forks are followed. */
final class States {
  private final Program program;
  private final boolean[] entered;
  private final int[] at;
  private int size;

  States(Program program) {
    this.program = program;
    this.entered = new boolean[program.size()];
    this.at = new int[program.size()];
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
    Arrays.fill(entered, false);
  }

  /** Also enters whatever can be reached from there without consuming a character. */
  void enter(int instruction) {
    if (entered[instruction]) {
      return;
    }
    entered[instruction] = true;
    if (program.step(instruction) == Program.Step.FORK) {
      enter(program.from(instruction));
      enter(program.to(instruction));
    } else {
      at[size++] = instruction;
    }
  }

  void enterAfter(int character, States before) {
    for (int i = 0; i < before.size; i++) {
      if (program.consumes(before.at[i], character)) {
        enter(before.at[i] + 1);
      }
    }
  }

  /** The instructions in order: equal states give equal arrays. */
  int[] sorted() {
    int[] sorted = Arrays.copyOf(at, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The numbers of the patterns that match if the text ends here, in order, each once. */
  int[] accepted() {
    return Arrays.stream(at, 0, size)
        .filter(i -> program.step(i) == Program.Step.ACCEPT)
        .map(program::from)
        .sorted()
        .toArray();
  }
}
