package io.symphra.cache.spi;

import org.jspecify.annotations.Nullable;

/**
 * The end of a load: what to store under the lease that permitted it.
 *
 * @param lease the lease the load ran under
 * @param entry what to store, also a negative entry; null gives the lease back and stores nothing, because the load
 *     failed, or found nothing and that is not to be remembered
 * @param standingSince a hint: the value is that of the entry that was created at this time of the tier's clock. Where that
 *     entry still stands the tier may keep the value it has and change the rest, instead of sending it again; else it
 *     stores the entry like any other. Null if the value is new
 * @param <V> the value type
 */
public record Fill<V>(
    Lease lease, @Nullable StoredEntry<V> entry, @Nullable Long standingSince) {

  /** A fill with a new value, or with nothing. */
  public Fill(Lease lease, @Nullable StoredEntry<V> entry) {
    this(lease, entry, null);
  }
}
