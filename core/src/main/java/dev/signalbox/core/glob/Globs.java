package dev.signalbox.core.glob;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Many patterns asked at once.
 *
 * <p>Almost every pattern has a literal piece that a text must contain. One walk along the text
 * finds which pieces it contains, and only the patterns of those are asked. So what a text costs
 * depends on how many patterns nearly match it and hardly on how many there are.
 */
public final class Globs {
  private record Candidate(int glob, Line line) {}

  private final List<Candidate> withAtom = new ArrayList<>();
  private final List<Candidate> withoutAtom = new ArrayList<>();
  private final AtomFinder finder;

  private Globs(List<Glob> globs) {
    var atoms = new Atoms(globs.stream().flatMap(glob -> glob.lines().stream()).toList());
    List<String> words = new ArrayList<>();
    for (int id = 0; id < globs.size(); id++) {
      for (Line line : globs.get(id).lines()) {
        var candidate = new Candidate(id, line);
        atoms
            .rarest(line)
            .ifPresentOrElse(
                atom -> {
                  words.add(atom);
                  withAtom.add(candidate);
                },
                () -> withoutAtom.add(candidate));
      }
    }
    finder = new AtomFinder(words);
  }

  public static Globs of(List<Glob> globs) {
    return new Globs(List.copyOf(globs));
  }

  /** The numbers of the patterns that match this text. */
  public BitSet matching(String text) {
    var matching = new BitSet();
    var asked = new BitSet();
    withoutAtom.forEach(candidate -> ask(candidate, text, matching));
    finder.find(
        Atoms.marked(text),
        number -> {
          if (!asked.get(number)) {
            asked.set(number);
            ask(withAtom.get(number), text, matching);
          }
        });
    return matching;
  }

  private static void ask(Candidate candidate, String text, BitSet matching) {
    if (!matching.get(candidate.glob()) && candidate.line().matches(text)) {
      matching.set(candidate.glob());
    }
  }
}
