package io.symphra.cache.benchmarks.torture;

/**
 * A row, and the value of a key.
 *
 * @param id the key
 * @param version how often the row was written; the database counts
 * @param stamp a random number of the writer; odd if its transaction is to be rolled back
 */
record Item(long id, long version, long stamp) {

  /** Whether nobody may ever read this. */
  boolean isRolledBack() {
    return (stamp & 1) == 1;
  }
}
