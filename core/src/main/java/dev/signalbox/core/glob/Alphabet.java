package dev.signalbox.core.glob;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The characters of a program, those that it never tells apart under one number. */
final class Alphabet {
  private static final int QUICK = 128;

  private final int[] edges;
  private final int[] quick = new int[QUICK];

  private Alphabet(int[] edges) {
    this.edges = edges;
    Arrays.setAll(quick, this::search);
  }

  static Alphabet of(Program program) {
    IntStream told =
        IntStream.range(0, program.size())
            .flatMap(i ->
                switch (program.step(i)) {
                  case LITERAL -> IntStream.of(program.from(i), program.from(i) + 1);
                  case BRACKET -> Arrays.stream(program.bracket(i).edges());
                  case IN_SEGMENT, ANY, FORK, ACCEPT -> IntStream.empty();
                });
    return new Alphabet(
        IntStream.concat(IntStream.of('/', '/' + 1), told).sorted().distinct().toArray());
  }

  int size() {
    return edges.length + 1;
  }

  int number(int character) {
    return character < QUICK ? quick[character] : search(character);
  }

  private int search(int character) {
    int found = Arrays.binarySearch(edges, character);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
