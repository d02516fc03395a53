package io.symphra.cache.benchmarks.torture;

/**
 * What is known of the write of one version. Times are of {@link System#nanoTime()}, which all JVMs of a machine share.
 *
 * @param version the version it gave the row
 * @param instance which instance wrote
 * @param kind by what
 * @param committedAt when its commit had returned
 * @param looseAt when it was acknowledged without the protection of a fence; 0 if it was not
 * @param loose the column of that
 * @param strictAt when it was acknowledged, and the protocol promised that no older value would be read; 0 if it was not
 * @param epoch the epoch of Redis' data in which the steps began that this rests on
 */
record Write(
    long version,
    int instance,
    WriteKind kind,
    long committedAt,
    long looseAt,
    Column loose,
    long strictAt,
    long epoch) {

  /** Whether its caller has been told. */
  boolean hasReturned() {
    return strictAt != 0 || looseAt != 0;
  }

  /** When the last step of it that has ended did so. */
  long endedAt() {
    return Math.max(strictAt, looseAt);
  }
}
