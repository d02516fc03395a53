package io.symphra.cache.internal;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a loader gave.
 *
 * @param values a value for each key that has one
 * @param wishes what the loader said about some of the keys
 * @param cost how long it took
 */
record Loaded<K, V>(Map<K, V> values, Map<K, LoadWish<V>> wishes, Duration cost) {

  /** The value of a key, new or unchanged; null if there is none. */
  @Nullable
  V value(K key) {
    V value = values.get(key);
    return value == null ? wish(key).standingValue() : value;
  }

  /** How many keys have a value. */
  int size() {
    int size = values.size();
    for (Map.Entry<K, LoadWish<V>> wish : wishes.entrySet()) {
      if (wish.getValue().standing() != null && !values.containsKey(wish.getKey())) {
        size++;
      }
    }
    return size;
  }

  LoadWish<V> wish(K key) {
    return wishes.getOrDefault(key, LoadWish.none());
  }
}
