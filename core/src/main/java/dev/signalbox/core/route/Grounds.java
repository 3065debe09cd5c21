package dev.signalbox.core.route;

import java.util.List;
import java.util.Optional;

/**
 * What a decision rests on.
 *
 * @param pattern the pattern that decided, or the one that came closest
 * @param witnesses the branch, or up to five of the files, that decided
 */
public record Grounds(Clause clause, Optional<String> pattern, List<String> witnesses) {
  static final int MOST_WITNESSES = 5;

  /** Of a witness's name where many are long. */
  private static final int BRIEF = 100;

  public Grounds {
    witnesses = List.copyOf(witnesses);
  }

  /** One witness, and of its name what tells it. */
  Grounds brief() {
    return new Grounds(clause, pattern, witnesses.stream().limit(1).map(Grounds::brief).toList());
  }

  private static String brief(String name) {
    if (name.length() <= BRIEF) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(BRIEF - 1)) ? BRIEF - 1 : BRIEF;
    return name.substring(0, end) + "…";
  }

  /** The parts of a route in the order in which they are asked, as the definition spells them. */
  public enum Clause {
    ON("on"),
    REPOSITORY("on.repository"),
    BRANCHES("on.branches"),
    BRANCHES_EXCLUDE("on.branches.exclude"),
    TAGS("on.tags"),
    TAGS_EXCLUDE("on.tags.exclude"),
    DESTINATIONS("on.pull-requests.into"),
    DESTINATIONS_EXCLUDE("on.pull-requests.into.exclude"),
    SOURCES("on.pull-requests.from"),
    SOURCES_EXCLUDE("on.pull-requests.from.exclude"),
    STAGES("on.pull-requests.events"),
    IMAGE("on.image"),
    IMAGE_TAGS("on.image.tags"),
    IMAGE_TAGS_EXCLUDE("on.image.tags.exclude"),
    OBJECT("on.object"),
    KEYS("on.object.keys"),
    KEYS_EXCLUDE("on.object.keys.exclude"),
    IGNORE_SKIP("ignore-skip"),
    PATHS("paths"),
    PATHS_CHANGES("paths.changes"),
    PATHS_VETO("paths.veto"),
    PATHS_INCLUDE("paths.include"),
    PATHS_EXCLUDE("paths.exclude"),
    PATHS_UNLESS_ONLY("paths.unless-only"),
    DEFAULT("default"),
    PROTECTED("repositories.protected"),
    EPHEMERAL("start.ephemeral"),
    START("start");

    private final String word;

    Clause(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
