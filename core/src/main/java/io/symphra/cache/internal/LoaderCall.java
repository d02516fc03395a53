package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Calls loaders, and checks, times and counts what they do. Thread-safe. */
final class LoaderCall<K, V> {

  /** What a loader gave, and how long it took. */
  record Loaded<K, V>(Map<K, V> values, Duration cost) {}

  private final String cacheName;
  private final Ticker ticker;
  private final EventRecorder<K> events;

  LoaderCall(String cacheName, Ticker ticker, EventRecorder<K> events) {
    this.cacheName = cacheName;
    this.ticker = ticker;
    this.events = events;
  }

  /**
   * Calls a loader.
   *
   * @throws Exception what the loader threw, or an {@link IllegalStateException} that says how it broke its contract
   */
  Loaded<K, V> load(CacheLoader<K, V> loader, Set<K> keys) throws Exception {
    long start = ticker.read();
    try {
      Map<K, V> values = loader.loadAll(Collections.unmodifiableSet(keys));
      check(keys, values);
      long cost = ticker.read() - start;
      events.loaded(keys, values.size(), cost);
      return new Loaded<>(values, Duration.ofNanos(cost));
    } catch (Throwable e) {
      events.loadFailed(keys, e, ticker.read() - start);
      throw e;
    }
  }

  @SuppressWarnings(
      "ConstantValue") // what user code returns is checked, whatever its signature promises
  private void check(Set<K> asked, Map<K, V> values) {
    if (values == null) {
      throw new IllegalStateException(
          "cache '%s': the loader returned null; it must return a map, empty if it found nothing"
              .formatted(cacheName));
    }
    for (Map.Entry<K, V> entry : values.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw new IllegalStateException(
            "cache '%s': the loader returned a key that was not asked for, a %s with hash %08x; it must return asked keys only"
                .formatted(cacheName, typeName(entry.getKey()), Objects.hashCode(entry.getKey())));
      }
      if (entry.getValue() == null) {
        throw new IllegalStateException(
            "cache '%s': the loader returned a null value for a key with hash %08x; it must leave out keys that have none"
                .formatted(cacheName, Objects.hashCode(entry.getKey())));
      }
    }
  }

  private static String typeName(Object key) {
    return key == null ? "null" : key.getClass().getName();
  }
}
