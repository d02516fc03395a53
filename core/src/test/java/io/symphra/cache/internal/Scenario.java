package io.symphra.cache.internal;

import java.util.List;

/**
 * What runs at once on one key.
 *
 * @param name says what it is
 * @param writers the writers
 * @param readers the readers
 * @param expiries how often all guards' time may be up
 * @param crash whether a writer may die before or after its commit; guards then expire only after a death
 * @param writersAreHere whether the writers are on the instance with the local tier, and not on another one
 */
record Scenario(
    String name,
    List<Writer> writers,
    List<Reader> readers,
    int expiries,
    boolean crash,
    boolean writersAreHere) {

  /** How a writer writes. */
  enum Writer {
    /** {@code update}: fence, commit, release. */
    ASIDE,
    /** {@code put} with write-through: fence, commit, release with the value. */
    THROUGH,
    /** Plain SQL around the cache, then {@code invalidate}. */
    BYPASS
  }

  /**
   * A reader.
   *
   * @param local whether it is on the instance with the local tier; else it reads through the shared tier each time
   * @param rounds how many reads it makes
   */
  record Reader(boolean local, int rounds) {}

  static Scenario of(String name, List<Writer> writers, List<Reader> readers) {
    return new Scenario(name, writers, readers, 0, false, false);
  }

  Scenario withExpiries(int count) {
    return new Scenario(name, writers, readers, count, crash, writersAreHere);
  }

  Scenario withCrash() {
    return new Scenario(name, writers, readers, 1, true, writersAreHere);
  }

  Scenario withWritersHere() {
    return new Scenario(name, writers, readers, expiries, crash, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
