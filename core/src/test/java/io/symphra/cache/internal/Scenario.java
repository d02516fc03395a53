package io.symphra.cache.internal;

import java.util.List;

/**
 * What runs at once on one key.
 *
 * @param name says what it is
 * @param writers the writers
 * @param readers the readers
 * @param expiry when the time of all guards may be up, once
 * @param crash whether a writer may die before or after its commit
 * @param topology where the writers are, and whether there is a shared tier
 * @param absentFirst whether the row is not there until the first write, and a negative entry stands for it
 */
record Scenario(
    String name,
    List<Writer> writers,
    List<Reader> readers,
    Expiry expiry,
    boolean crash,
    Topology topology,
    boolean absentFirst) {

  /** How a writer writes. */
  enum Writer {
    /** {@code update}: fence, commit, release. */
    ASIDE,
    /** {@code put} with write-through: fence, commit, release with the value. */
    THROUGH,
    /** Plain SQL around the cache, then {@code invalidate}. */
    BYPASS,
    /** {@code update} with a function, with write-through: decides on the current value; on an instance of its own. */
    VERB,
    /** The same where the cache owns the value. */
    VERB_HERE,
    /** {@code put} where the cache owns the value. */
    PUT_HERE;

    /** Whether it decides on the current value. */
    boolean decides() {
      return this == VERB || this == VERB_HERE;
    }
  }

  /** When guards expire. */
  enum Expiry {
    NEVER,
    AT_ANY_TIME,
    /** Only while the guard is a lease: a write does not outlive its fence. */
    LEASES,
    AFTER_A_DEATH
  }

  /** What the instances are. */
  enum Topology {
    /** A shared tier; the writers on another instance than the local readers. */
    APART,
    /** A shared tier; the writers on the instance of the local readers. */
    TOGETHER,
    /** One instance and no shared tier. */
    ALONE
  }

  /**
   * A reader.
   *
   * @param local whether it is on the instance with the local tier; else it reads through the shared tier each time
   * @param rounds how many reads it makes
   */
  record Reader(boolean local, int rounds) {}

  static Scenario of(String name, List<Writer> writers, List<Reader> readers) {
    return new Scenario(name, writers, readers, Expiry.NEVER, false, Topology.APART, false);
  }

  Scenario expiring(Expiry when) {
    return new Scenario(name, writers, readers, when, crash, topology, absentFirst);
  }

  Scenario withCrash() {
    return new Scenario(name, writers, readers, expiry, true, topology, absentFirst);
  }

  Scenario in(Topology other) {
    return new Scenario(name, writers, readers, expiry, crash, other, absentFirst);
  }

  Scenario absentAtFirst() {
    return new Scenario(
        name + ", row absent at first", writers, readers, expiry, crash, topology, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
