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
 * @param disturbances what befalls the readers' instance meanwhile
 * @param start what the tiers hold at first
 * @param fine whether to stop inside writes and invalidations too, and let entries expire
 */
record Scenario(
    String name,
    List<Writer> writers,
    List<Reader> readers,
    Expiry expiry,
    boolean crash,
    Topology topology,
    List<Disturbance> disturbances,
    Start start,
    boolean fine) {

  /** How a writer writes. */
  enum Writer {
    /** {@code update}: fence, commit, release. */
    ASIDE,
    /** {@code put} with write-through: fence, commit, release with the value. */
    THROUGH,
    /** Plain SQL around the cache, then {@code invalidate}. */
    BYPASS,
    /** Plain SQL around the cache, then {@code clear}. */
    BYPASS_AND_CLEAR,
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

  /** What befalls an instance and is no write. */
  enum Disturbance {
    /** The entries' time is up, then they are let go, then the guards' time is up too. */
    EXPIRY,
    /** The entry goes for want of room, first here, then in the shared tier. */
    EVICTION,
    /** The cache is closed. */
    CLOSE
  }

  /** What the tiers hold at first. */
  enum Start {
    /** The value of the database. */
    WARM,
    /** Nothing. */
    COLD,
    /** A negative entry, and the database has no row until the first write. */
    ABSENT
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
    return new Scenario(
        name, writers, readers, Expiry.NEVER, false, Topology.APART, List.of(), Start.WARM, false);
  }

  Scenario expiring(Expiry when) {
    return new Scenario(name, writers, readers, when, crash, topology, disturbances, start, fine);
  }

  Scenario withCrash() {
    return new Scenario(name, writers, readers, expiry, true, topology, disturbances, start, fine);
  }

  Scenario in(Topology other) {
    return new Scenario(name, writers, readers, expiry, crash, other, disturbances, start, fine);
  }

  Scenario disturbedBy(List<Disturbance> others) {
    return new Scenario(name, writers, readers, expiry, crash, topology, others, start, fine);
  }

  Scenario from(Start other) {
    return new Scenario(name, writers, readers, expiry, crash, topology, disturbances, other, fine);
  }

  Scenario absentAtFirst() {
    return new Scenario(
        name + ", row absent at first",
        writers,
        readers,
        expiry,
        crash,
        topology,
        disturbances,
        Start.ABSENT,
        fine);
  }

  Scenario finely() {
    return new Scenario(name, writers, readers, expiry, crash, topology, disturbances, start, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
