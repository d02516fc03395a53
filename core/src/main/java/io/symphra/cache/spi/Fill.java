package io.symphra.cache.spi;

import org.jspecify.annotations.Nullable;

/**
 * The end of a load: what to store under the lease that permitted it.
 *
 * @param lease the lease the load ran under
 * @param entry what to store, also a negative entry; null gives the lease back and stores nothing, because the load
 *     failed, or found nothing and that is not to be remembered
 * @param <V> the value type
 */
public record Fill<V>(Lease lease, @Nullable StoredEntry<V> entry) {}
