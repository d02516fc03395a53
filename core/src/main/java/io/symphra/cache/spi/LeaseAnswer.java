package io.symphra.cache.spi;

/**
 * What a shared tier says to a request for a lease.
 *
 * @param <V> the value type
 */
public sealed interface LeaseAnswer<V> {

  /** The caller holds the lease: load, then fill. */
  record Granted<V>(Lease lease) implements LeaseAnswer<V> {}

  /** Somebody filled the key in the meantime: here is the value, no load is needed. */
  record Present<V>(StoredEntry<V> entry) implements LeaseAnswer<V> {}

  /** Another flight holds the lease: wait for its fill. */
  record Wait<V>() implements LeaseAnswer<V> {}

  /** A write is in progress: load, but fill nothing and keep nothing. */
  record Fenced<V>() implements LeaseAnswer<V> {}
}
