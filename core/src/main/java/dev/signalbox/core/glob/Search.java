package dev.signalbox.core.glob;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks for a text that several lists of patterns answer in a certain way.
 *
 * <p>All patterns are followed at once over all texts, shortest first, and what has been met before
 * is not followed again: so that there is no such text is proved, not guessed, unless it takes too
 * long.
 */
public final class Search {
  private static final int MOST_STATES = 5_000;

  /** What came of it. */
  public sealed interface Result {
    /** The shortest such text, made of few characters. */
    record Found(String text) implements Result {}

    /** There is none. */
    record None() implements Result {}

    /** It would take too long to tell. */
    record Unknown() implements Result {}
  }

  private record State(List<Positions> positions, int last) {}

  private record Step(State state, String text) {}

  private final List<List<Glob>> lists;
  private final List<Line> lines = new ArrayList<>();
  private final Texts texts;
  private final int[] alphabet;

  private Search(List<List<Glob>> lists, Texts texts) {
    this.lists = lists;
    this.texts = texts;
    lists.forEach(list -> list.forEach(glob -> lines.addAll(glob.lines())));
    this.alphabet = Alphabet.of(lines, texts);
  }

  /**
   * Looks for a text.
   *
   * @param wanted asked with the numbers of the lists that choose the text
   */
  public static Result text(Texts texts, List<List<Glob>> lists, Predicate<BitSet> wanted) {
    return new Search(List.copyOf(lists), texts).run(wanted);
  }

  /** Whether it is proved that there is no such text; sooner than with a text to show. */
  public static boolean none(Texts texts, List<List<Glob>> lists, Predicate<BitSet> wanted) {
    var search = new Search(List.copyOf(lists), texts);
    return !search.isAnsweredBySample(wanted) && search.run(wanted) instanceof Result.None;
  }

  private boolean isAnsweredBySample(Predicate<BitSet> wanted) {
    return Samples.of(lines).stream()
        .filter(texts::allow)
        .anyMatch(sample -> {
          var choosing = new BitSet();
          for (int list = 0; list < lists.size(); list++) {
            choosing.set(list, Glob.choosing(lists.get(list), sample).isPresent());
          }
          return wanted.test(choosing);
        });
  }

  private Result run(Predicate<BitSet> wanted) {
    var first = new State(lines.stream().map(Line::start).toList(), 0);
    Set<State> met = new HashSet<>(Set.of(first));
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(first, "")));
    while (!open.isEmpty()) {
      Step step = open.remove();
      if (texts.canEndWith(step.state().last()) && wanted.test(choosing(step.state()))) {
        return new Result.Found(step.text());
      }
      for (int character : alphabet) {
        if (texts.allow(step.state().last(), character)) {
          State next = after(step.state(), character);
          if (met.add(next)) {
            open.add(new Step(next, step.text() + Character.toString(character)));
          }
        }
      }
      if (met.size() > MOST_STATES) {
        return new Result.Unknown();
      }
    }
    return new Result.None();
  }

  private State after(State state, int character) {
    List<Positions> positions = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      positions.add(lines.get(i).after(state.positions().get(i), character));
    }
    // Of the last character only what the next one depends on is kept.
    return new State(positions, character == '/' ? '/' : 'x');
  }

  private BitSet choosing(State state) {
    var choosing = new BitSet();
    int line = 0;
    for (int list = 0; list < lists.size(); list++) {
      Set<Glob> matching = new HashSet<>();
      for (Glob glob : lists.get(list)) {
        for (Line _ : glob.lines()) {
          if (lines.get(line).accepts(state.positions().get(line))) {
            matching.add(glob);
          }
          line++;
        }
      }
      choosing.set(list, Glob.choosing(lists.get(list), matching::contains).isPresent());
    }
    return choosing;
  }
}
