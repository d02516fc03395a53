package io.symphra.cache.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads of a cache with a copier: what they answer is a copy for each caller. Thread-safe. */
final class CopyingReads<K, V> implements Reads<K, V> {

  private final Reads<K, V> reads;
  private final Copies<V> copies;

  CopyingReads(Reads<K, V> reads, Copies<V> copies) {
    this.reads = reads;
    this.copies = copies;
  }

  @Override
  public @Nullable V get(K key) {
    return copies.orNull(reads.get(key));
  }

  @Override
  public @Nullable V getAside(K key, Function<? super K, ? extends @Nullable V> with) {
    return copies.orNull(reads.getAside(key, with));
  }

  @Override
  public @Nullable V peek(K key) {
    return copies.orNull(reads.peek(key));
  }

  /** Nothing at once: a copy takes longer, and an entry must not leave as it is. */
  @Override
  public @Nullable LocalEntry<V> getHere(K key) {
    return null;
  }

  @Override
  public @Nullable LocalEntry<V> getAsideHere(K key) {
    return null;
  }

  @Override
  public @Nullable LocalEntry<V> peekHere(K key) {
    return null;
  }

  @Override
  public Reads<K, V> withoutTimeout() {
    return new CopyingReads<>(reads.withoutTimeout(), copies);
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Map<K, V> copied = new LinkedHashMap<>();
    reads.getAll(keys).forEach((key, value) -> copied.put(key, copies.of(value)));
    return Collections.unmodifiableMap(copied);
  }
}
