package io.symphra.cache.internal;

import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** The last step: calls the loader, and checks, times and counts what it does. Thread-safe. */
final class LoaderCall<K, V> implements LoadStep<K, V> {

  private final String cacheName;
  private final Ticker ticker;
  private final EventRecorder<K> events;

  LoaderCall(String cacheName, Ticker ticker, EventRecorder<K> events) {
    this.cacheName = cacheName;
    this.ticker = ticker;
    this.events = events;
  }

  @Override
  public Loaded<K, V> load(LoadRequest<K, V> request) throws Exception {
    long start = ticker.read();
    OpenLoadContext<K, V> context = new OpenLoadContext<>(cacheName, request.keys(), request.old());
    request.watcher().begins();
    try {
      Map<K, V> values =
          request.loader().loadAll(Collections.unmodifiableSet(request.keys()), context);
      long cost = ticker.read() - start;
      Loaded<K, V> loaded = new Loaded<>(values, context.end(), Duration.ofNanos(cost));
      check(request, loaded);
      events.loaded(request.keys(), loaded.size(), cost);
      return loaded;
    } catch (Throwable e) {
      events.loadFailed(request.keys(), e, ticker.read() - start);
      throw e;
    } finally {
      context.end();
      request.watcher().ends();
    }
  }

  @SuppressWarnings(
      "ConstantValue") // what user code returns is checked, whatever its signature promises
  private void check(LoadRequest<K, V> request, Loaded<K, V> loaded) {
    if (loaded.values() == null) {
      throw new IllegalStateException(
          "cache '%s': the loader returned null; it must return a map, empty if it found nothing"
              .formatted(cacheName));
    }
    for (Map.Entry<K, V> entry : loaded.values().entrySet()) {
      if (!request.keys().contains(entry.getKey())) {
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
    loaded.wishes().forEach((key, wish) -> checkUnchanged(key, loaded.values(), wish));
  }

  private void checkUnchanged(K key, Map<K, V> values, LoadWish<V> wish) {
    V value = values.get(key);
    if (wish.standing() != null && value != null && value != wish.standingValue()) {
      throw new IllegalStateException(
          "cache '%s': the loader called unchanged() and returned another value, for a key with hash %08x; it must leave the key out"
              .formatted(cacheName, Objects.hashCode(key)));
    }
  }

  private static String typeName(Object key) {
    return key == null ? "null" : key.getClass().getName();
  }
}
