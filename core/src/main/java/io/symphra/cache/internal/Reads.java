package io.symphra.cache.internal;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reading methods of a cache, on some terms. Arguments are checked. Thread-safe. */
interface Reads<K, V> {

  @Nullable
  V get(K key);

  /** With the caller's own function. */
  @Nullable
  V getAside(K key, Function<? super K, ? extends @Nullable V> with);

  /** What the tiers have; neither loads nor waits for a load. */
  @Nullable
  V peek(K key);

  Map<K, V> getAll(Collection<? extends K> keys);
}
