package io.symphra.cache.cli;

import java.io.PrintStream;

/** Shows how far a phase is, at which rate, and how long it will take. */
interface Meter {

  /**
   * A phase begins.
   *
   * @param steps 0 if they are not counted
   */
  void begin(String phase, int steps);

  /** So many steps are done. */
  void advance(int done);

  /** Makes room for a line of text. */
  void clear();

  /** The phase is over; nothing of it stays on the screen. */
  void end();

  /** A bar where a person looks on, else lines. */
  static Meter on(PrintStream err) {
    return Terminal.isThere() ? new BarMeter(err) : new LineMeter(err, System::nanoTime);
  }
}
