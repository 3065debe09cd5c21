package dev.signalbox.core.observe;

/** Where it is kept what followed from executions. */
public interface Observations {
  /**
   * Keeps what one version of the definition made of one end. Later accounts take the place of
   * earlier ones until all of it has been carried out; that record then stays.
   */
  void record(Observed observed);
}
