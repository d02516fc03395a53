package io.symphra.cache.examples.restart;

import java.time.Duration;

/** Hears how far a restart has been played. Called on the thread that plays it. */
public interface RestartListener {

  /**
   * A phase begins.
   *
   * @param phase what is done
   * @param steps how many steps it has; 0 if they are not counted
   */
  void began(String phase, int steps);

  /** So many steps of the phase are done. */
  void advanced(int done);

  /** The first requests of a measured run have their answers. */
  void figures(Start start, Figures first);

  /** The phase is over. */
  void ended(String phase, Duration took);
}
