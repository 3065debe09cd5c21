package dev.signalbox.core.gate;

/**
 * Where what a verdict rests on is kept. Whatever goes wrong here must not fly: it changes no
 * verdict, and it is for this to say so where people look.
 */
public interface Evidence {
  /** Remembers a turn after which there is no verdict yet. */
  void remember(PastTurn turn);

  /**
   * Keeps what a verdict rests on, after it has been given and told; keeping it again changes
   * nothing.
   *
   * @param gate as it was declared
   * @param last the turn that brought the verdict
   */
  void keep(Recorded recorded, Gate gate, PastTurn last);
}
