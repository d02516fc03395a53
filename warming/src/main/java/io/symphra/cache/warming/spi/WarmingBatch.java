package io.symphra.cache.warming.spi;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheLoader;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keys that are filled by one call, and where their values come from.
 *
 * <p>Immutable.
 *
 * @param keys the keys, in the order they were read; none if all that was read was unusable
 * @param loader gives their values; must be able to do so again, because a failed batch is retried
 * @param duplicates how many of the entries read had a key that was in the batch already
 * @param <K> the key type
 * @param <V> the value type
 */
public record WarmingBatch<K, V>(Set<K> keys, CacheLoader<K, V> loader, int duplicates) {

  /** Checks its arguments and keeps the keys as they are now. */
  public WarmingBatch {
    requireNonNull(loader, "loader");
    keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    if (keys.contains(null)) {
      throw new NullPointerException("the warming source gave a null key");
    }
    if (duplicates < 0) {
      throw new IllegalArgumentException("duplicates must be at least 0, was " + duplicates);
    }
  }

  /** Keys whose values {@code loader} gives. A key that comes again is counted as a duplicate. */
  public static <K, V> WarmingBatch<K, V> ofKeys(
      Collection<? extends K> keys, CacheLoader<K, V> loader) {
    Set<K> distinct = new LinkedHashSet<>(keys);
    return new WarmingBatch<>(distinct, loader, keys.size() - distinct.size());
  }

  /** Entries with their values. Of several with one key the last counts, the others are duplicates. */
  public static <K, V> WarmingBatch<K, V> ofEntries(
      Collection<? extends Map.Entry<? extends K, ? extends V>> entries) {
    Map<K, V> values = new LinkedHashMap<>();
    for (Map.Entry<? extends K, ? extends V> entry : entries) {
      requireNonNull(entry, "the warming source gave a null entry");
      values.put(
          entry.getKey(), requireNonNull(entry.getValue(), "the warming source gave a null value"));
    }
    return new WarmingBatch<>(
        values.keySet(), keys -> among(values, keys), entries.size() - values.size());
  }

  private static <K, V> Map<K, V> among(Map<K, V> values, Set<K> keys) {
    Map<K, V> found = new LinkedHashMap<>();
    for (K key : keys) {
      V value = values.get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }
}
