package dev.signalbox.core.glob;

import dev.signalbox.core.glob.Program.Step;
import java.util.ArrayList;
import java.util.List;

/** Turns a pattern's text into its program. */
final class GlobReader {
  private static final int LONGEST = 1000;

  private final String pattern;
  private final int[] characters;
  private final Program program = new Program();
  private int at;
  private boolean segmentStarts = true;

  GlobReader(String pattern) {
    this.pattern = pattern;
    this.characters = pattern.codePoints().toArray();
  }

  Program read() {
    if (characters.length == 0) {
      throw new GlobSyntaxException("a pattern cannot be empty", 1);
    }
    if (characters.length > LONGEST) {
      throw problem("a pattern has at most " + LONGEST + " characters", LONGEST);
    }
    while (at < characters.length) {
      piece(false);
    }
    program.add(Step.ACCEPT, 0, 0);
    return program;
  }

  private void piece(boolean inChoice) {
    int character = characters[at++];
    switch (character) {
      case '*' -> star();
      case '?' -> {
        program.add(Step.IN_SEGMENT, 0, 0);
        segmentStarts = false;
      }
      case '[' -> bracket();
      case '{' -> {
        if (inChoice) {
          throw problem("'{' cannot stand inside another '{'", at - 1);
        }
        choice();
      }
      case '\\' -> {
        if (at == characters.length) {
          throw problem("'\\' at the end escapes nothing", at - 1);
        }
        literal(characters[at++]);
      }
      default -> literal(character);
    }
  }

  private void literal(int character) {
    program.add(Step.LITERAL, character, 0);
    segmentStarts = character == '/';
  }

  private void star() {
    if (!next('*')) {
      loop(Step.IN_SEGMENT);
      segmentStarts = false;
      return;
    }
    boolean wholeSegments = segmentStarts;
    while (next('*')) {
      // '***' crosses no further than '**'.
    }
    if (wholeSegments && next('/')) {
      int fork = program.add(Step.FORK, 0, 0);
      loop(Step.ANY);
      program.add(Step.LITERAL, '/', 0);
      program.fork(fork, fork + 1, program.size());
      segmentStarts = true;
    } else {
      loop(Step.ANY);
      segmentStarts = false;
    }
  }

  /** As many of these as there are: fork over it, take one, come back. */
  private void loop(Step step) {
    int fork = program.add(Step.FORK, 0, 0);
    program.add(step, 0, 0);
    program.add(Step.FORK, fork, fork);
    program.fork(fork, fork + 1, program.size());
  }

  private boolean next(int character) {
    if (at < characters.length && characters[at] == character) {
      at++;
      return true;
    }
    return false;
  }

  private void choice() {
    int opened = at - 1;
    boolean startsHere = segmentStarts;
    boolean endsAtStart = true;
    List<Integer> exits = new ArrayList<>();
    while (true) {
      int fork = program.add(Step.FORK, 0, 0);
      segmentStarts = startsHere;
      while (at < characters.length && characters[at] != ',' && characters[at] != '}') {
        piece(true);
      }
      if (at == characters.length) {
        throw problem("'{' is never closed", opened);
      }
      endsAtStart &= segmentStarts;
      exits.add(program.add(Step.FORK, 0, 0));
      boolean last = characters[at++] == '}';
      program.fork(fork, fork + 1, last ? fork + 1 : program.size());
      if (last) {
        break;
      }
    }
    exits.forEach(exit -> program.fork(exit, program.size(), program.size()));
    segmentStarts = endsAtStart;
  }

  private void bracket() {
    int opened = at - 1;
    boolean negated = next('!');
    List<Integer> ranges = new ArrayList<>();
    while (at < characters.length && characters[at] != ']') {
      int first = characters[at++];
      int last = first;
      if (at + 1 < characters.length && characters[at] == '-' && characters[at + 1] != ']') {
        last = characters[at + 1];
        at += 2;
      }
      if (first == '/' || last == '/') {
        throw problem("'/' cannot stand in brackets: they never match a separator", at - 1);
      }
      if (last < first) {
        throw problem("the range runs backwards", at - 3);
      }
      ranges.add(first);
      ranges.add(last);
    }
    if (at == characters.length) {
      throw problem("'[' is never closed", opened);
    }
    if (ranges.isEmpty()) {
      throw problem("'[]' matches nothing", opened);
    }
    at++;
    program.add(new Bracket(negated, ranges.stream().mapToInt(Integer::intValue).toArray()));
    segmentStarts = false;
  }

  /** Columns count characters as an editor shows them, from 1. */
  private GlobSyntaxException problem(String what, int index) {
    return new GlobSyntaxException(what + " in '" + pattern + "'", index + 1);
  }
}
