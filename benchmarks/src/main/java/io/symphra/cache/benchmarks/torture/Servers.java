package io.symphra.cache.benchmarks.torture;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The Redis servers of a run, and what can be done to them. Faults come one after the other. */
interface Servers extends AutoCloseable {

  /** The addresses a worker is given. */
  List<String> uris(int worker);

  /** What can be done to them. */
  Map<Fault, Step> faults();

  /** Something that says who holds the data; it changes only when that changes. */
  String holders();

  @Override
  void close();

  /** A fault from its beginning to its end. */
  @FunctionalInterface
  interface Step {
    /**
     * Does it.
     *
     * @param losses to be told when data may begin to be lost, and when that is over
     */
    void run(SplittableRandom random, Losses losses);
  }

  /** Who is told of losses of data. */
  @FunctionalInterface
  interface Losses {
    /** A loss begins, or is over: called twice for each. */
    void change();
  }
}
