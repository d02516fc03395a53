package io.symphra.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the system of record holds after a write.
 *
 * <p>Immutable.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public sealed interface WriteResult<K, V> {

  /** The value to cache for a key that was written as {@code given}, or null if it is not known. */
  @Nullable
  V storedValue(K key, V given);

  /** The values stand as they were given. */
  static <K, V> WriteResult<K, V> asGiven() {
    return new AsGiven<>();
  }

  /** The values the system of record reports, with generated columns; what is left out is unknown. */
  static <K, V> WriteResult<K, V> stored(Map<K, V> values) {
    return new Stored<>(Map.copyOf(values));
  }

  /** The stored values differ from the given ones in a way the writer does not see: the next read loads them. */
  static <K, V> WriteResult<K, V> unknown() {
    return new Stored<>(Map.of());
  }

  /** See {@link #asGiven()}. */
  record AsGiven<K, V>() implements WriteResult<K, V> {
    @Override
    public V storedValue(K key, V given) {
      return given;
    }
  }

  /** See {@link #stored(Map)}. */
  record Stored<K, V>(Map<K, V> values) implements WriteResult<K, V> {
    @Override
    public @Nullable V storedValue(K key, V given) {
      return values.get(key);
    }
  }
}
