package dev.signalbox.core.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger's memory of hooks: who runs one, what was found, and what was said in the end. */
public interface Verdicts {
  /** What is known of a hook when somebody wants to run it. */
  sealed interface Standing {
    /**
     * It is yours until the instant you named.
     *
     * @param since when it was claimed first
     * @param found what earlier turns have found
     */
    record Yours(Instant since, List<Finding> found) implements Standing {
      public Yours {
        found = List.copyOf(found);
      }
    }

    /** Somebody runs it right now. */
    record Held(Instant until) implements Standing {}

    /** The verdict has been given. */
    record Given(Recorded recorded) implements Standing {}
  }

  /**
   * A hook whose deployment has not been told.
   *
   * @param due when whoever ran it, or was to run it next, would have stopped
   */
  record Open(Hook hook, Instant due) {}

  /**
   * Asks to run a hook; of any number who ask at once, one gets it.
   *
   * @param until when the one who asks will certainly have stopped, done or not
   */
  Standing claim(Hook hook, Instant now, Instant until);

  /**
   * Gives the hook back without a verdict: whoever asks next gets it, with all that was found.
   *
   * @param due when somebody should have asked
   */
  void pause(Hook hook, List<Finding> found, Instant due);

  /** Gives the verdict. The first one stays: it is what everybody is answered. */
  Recorded give(Recorded recorded);

  /** The deployment knows the verdict. */
  void told(Hook hook, Instant at);

  Optional<Recorded> of(HookId hook);

  /** How many hooks of a deployment of CodeDeploy's somebody has ever asked to run. */
  int heardOf(String deployment);

  /** Hooks that should have been run further, or told, before this instant, and were not. */
  List<Open> overdue(Instant now);
}
