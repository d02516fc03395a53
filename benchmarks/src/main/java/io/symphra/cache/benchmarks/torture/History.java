package io.symphra.cache.benchmarks.torture;

import org.jspecify.annotations.Nullable;

/** What is known of the writes of all instances. */
interface History {

  /** The write that gave a row this version; null if nothing is known of it (any more). */
  @Nullable
  Write write(long key, long version);

  /** The newest version of a row whose write was acknowledged. */
  long newest(long key);
}
