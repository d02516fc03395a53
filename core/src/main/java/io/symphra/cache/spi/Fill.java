package io.symphra.cache.spi;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a key under a lease, which ends with it.
 *
 * @param lease the lease
 * @param entry what to store, also a negative entry; null stores nothing, because a load failed, or found nothing and that
 *     is not to be remembered, or nothing is to change
 * @param drops whether the value that stands is deleted; never together with an entry
 * @param standingSince a hint: the value of the entry is that of the one that was created at this time of the tier's clock.
 *     Where that one still stands the tier may keep the value it has and change the rest, instead of being sent it again;
 *     else it stores the entry like any other. Null if the value is new; never without an entry
 * @param <V> the value type
 */
public record Fill<V>(
    Lease lease,
    @Nullable StoredEntry<V> entry,
    boolean drops,
    @Nullable Long standingSince) {

  /** Checks that it does not both store and delete, and that a hint has an entry. */
  public Fill {
    if (drops && entry != null) {
      throw new IllegalArgumentException("a fill that drops the value has no entry");
    }
    if (standingSince != null && entry == null) {
      throw new IllegalArgumentException("a fill that keeps the value has an entry");
    }
  }

  /** Stores an entry, or gives the lease back and leaves the value alone if there is none. */
  public Fill(Lease lease, @Nullable StoredEntry<V> entry) {
    this(lease, entry, false, null);
  }

  /** Stores an entry whose value is that of the one that was created at this time, and may stand still. */
  public static <V> Fill<V> keeping(Lease lease, StoredEntry<V> entry, long standingSince) {
    return new Fill<>(lease, entry, false, standingSince);
  }

  /** Deletes the value that stands. */
  public static <V> Fill<V> dropping(Lease lease) {
    return new Fill<>(lease, null, true, null);
  }
}
