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

  /** What the local tier answers to {@link #get} at once, counted; null if that takes longer. */
  @Nullable
  LocalEntry<V> getHere(K key);

  /** The same for {@link #getAside}. */
  @Nullable
  LocalEntry<V> getAsideHere(K key);

  /** The same for {@link #peek}. */
  @Nullable
  LocalEntry<V> peekHere(K key);

  /** The same reads, which wait for as long as it takes. */
  Reads<K, V> withoutTimeout();

  Map<K, V> getAll(Collection<? extends K> keys);
}
