package dev.signalbox.core.gate;

/** How many of a gate's required checks have to pass. */
public sealed interface Passing {
  record All() implements Passing {}

  record Any() implements Passing {}

  record AtLeast(int checks) implements Passing {
    public AtLeast {
      if (checks < 1) {
        throw new IllegalArgumentException("At least one check has to pass, got " + checks);
      }
    }
  }

  /** How many of so many. */
  default int needed(int checks) {
    return switch (this) {
      case All _ -> checks;
      case Any _ -> 1;
      case AtLeast(int least) -> least;
    };
  }
}
