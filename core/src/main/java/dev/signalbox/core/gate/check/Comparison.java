package dev.signalbox.core.gate.check;

/**
 * Judges green by blue. It sees nothing but what was measured, holds no state and knows no chance:
 * the same points always say the same.
 */
interface Comparison {
  /**
   * What follows.
   *
   * @param over whether no more points can come
   */
  Ruling compare(Compare probe, BothPoints measured, boolean over);
}
