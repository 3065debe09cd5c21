package dev.signalbox.core.glob;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks texts through a program and remembers every place it came through, so that a second text
 * with the same beginning only follows the trail.
 */
public final class Walker<T> {
  /** Enough for any real tree; beyond it the walker forgets and starts anew rather than grow. */
  private static final int MOST_NUMBERS_HELD = 4_000_000;

  private final Program program;
  private final int[] starts;
  private final Alphabet alphabet;
  private final Function<int[], T> meaning;
  private final States states;
  private final Map<Key, Place<T>> places = new HashMap<>();
  private @Nullable Place<T> start;
  private int held;

  Walker(Program program, int[] starts, Alphabet alphabet, Function<int[], T> meaning) {
    this.program = program;
    this.starts = starts;
    this.alphabet = alphabet;
    this.meaning = meaning;
    this.states = new States(program);
  }

  /** What the patterns that match this whole text mean. */
  public T at(String text) {
    Place<T> place = start();
    for (int i = 0; i < text.length() && place.instructions.length > 0; ) {
      int character = text.codePointAt(i);
      place = after(place, character);
      i += Character.charCount(character);
    }
    return place.meaning;
  }

  private Place<T> start() {
    Place<T> known = start;
    if (known != null) {
      return known;
    }
    states.clear();
    for (int instruction : starts) {
      states.enter(instruction);
    }
    Place<T> first = place();
    start = first;
    return first;
  }

  private Place<T> after(Place<T> place, int character) {
    int number = alphabet.number(character);
    Place<T> known = place.next[number];
    if (known != null) {
      return known;
    }
    states.clear();
    for (int instruction : place.instructions) {
      if (program.consumes(instruction, character)) {
        states.enter(instruction + 1);
      }
    }
    Place<T> reached = place();
    place.next[number] = reached;
    return reached;
  }

  private Place<T> place() {
    var key = new Key(states.sorted());
    Place<T> known = places.get(key);
    if (known != null) {
      return known;
    }
    var place = new Place<T>(key.instructions, meaning.apply(states.accepted()), alphabet);
    held += place.numbersHeld();
    if (held > MOST_NUMBERS_HELD) {
      places.clear();
      start = null;
      held = place.numbersHeld();
    }
    places.put(key, place);
    return place;
  }

  private static final class Place<T> {
    private final int[] instructions;
    private final T meaning;
    private final @Nullable Place<T>[] next;

    // An array cannot be made of a generic type; only places of this walker are ever put into it.
    @SuppressWarnings({"unchecked", "rawtypes"})
    Place(int[] instructions, T meaning, Alphabet alphabet) {
      this.instructions = instructions;
      this.meaning = meaning;
      this.next = new Place[alphabet.size()];
    }

    int numbersHeld() {
      return instructions.length + next.length;
    }
  }

  private static final class Key {
    private final int[] instructions;

    Key(int[] instructions) {
      this.instructions = instructions;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(instructions, key.instructions);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(instructions);
    }
  }
}
