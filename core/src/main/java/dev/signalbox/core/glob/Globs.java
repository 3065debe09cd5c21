package dev.signalbox.core.glob;

import java.util.List;
import java.util.function.Function;

/**
 * Many patterns asked at once: one walk along the text tells all that match, and what that costs
 * hardly depends on how many patterns there are.
 */
public final class Globs {
  private final Program program = new Program();
  private final int[] starts;
  private final Alphabet alphabet;

  private Globs(List<Glob> globs) {
    starts = new int[globs.size()];
    for (int id = 0; id < globs.size(); id++) {
      starts[id] = program.append(globs.get(id).program(), id);
    }
    alphabet = Alphabet.of(program);
  }

  public static Globs of(List<Glob> globs) {
    return new Globs(List.copyOf(globs));
  }

  /**
   * A walker remembers what it has seen; it is for one thread, and best kept for many texts.
   *
   * @param meaning of the numbers of the patterns that match, in order; asked once for each
   *     different answer
   */
  public <T> Walker<T> walker(Function<int[], T> meaning) {
    return new Walker<>(program, starts, alphabet, meaning);
  }
}
