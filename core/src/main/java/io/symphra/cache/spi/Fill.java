package io.symphra.cache.spi;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a key under a lease, which ends with it.
 *
 * @param lease the lease
 * @param entry what to store, also a negative entry; null stores nothing, because a load failed, or found nothing and that
 *     is not to be remembered, or nothing is to change
 * @param drops whether the value that stands is deleted; never together with an entry
 * @param <V> the value type
 */
public record Fill<V>(Lease lease, @Nullable StoredEntry<V> entry, boolean drops) {

  /** Checks that it does not both store and delete. */
  public Fill {
    if (drops && entry != null) {
      throw new IllegalArgumentException("a fill that drops the value has no entry");
    }
  }

  /** Stores an entry, or gives the lease back and leaves the value alone if there is none. */
  public Fill(Lease lease, @Nullable StoredEntry<V> entry) {
    this(lease, entry, false);
  }

  /** Deletes the value that stands. */
  public static <V> Fill<V> dropping(Lease lease) {
    return new Fill<>(lease, null, true);
  }
}
