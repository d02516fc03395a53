package io.symphra.cache.testkit;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.testkit.internal.ProtocolSpec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store made of the specification itself, with at most one fault, to see that the contract finds it. */
final class SpecStore {

  final Fault fault;
  final Ticker ticker;
  private final Map<String, Part<?, ?>> parts = new ConcurrentHashMap<>();

  SpecStore(Fault fault, Ticker ticker) {
    this.fault = fault;
    this.ticker = ticker;
  }

  /** One cache in the store. */
  record Part<K, V>(
      List<Type> types,
      Map<String, ProtocolSpec<V>> specs,
      Map<String, Integer> schemas,
      List<ChangeListener<K>> listeners) {}

  SharedTier connect() {
    return new Connection();
  }

  private final class Connection implements SharedTier {

    private final List<SharedCache<?, ?>> open = new CopyOnWriteArrayList<>();

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> SharedCache<K, V> open(
        SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
      List<Type> types = List.of(config.keyType(), config.valueType());
      Part<?, ?> part = parts.computeIfAbsent(
          config.name(),
          name -> new Part<>(
              types,
              new ConcurrentHashMap<>(),
              new ConcurrentHashMap<>(),
              new CopyOnWriteArrayList<>()));
      if (!part.types().equals(types)) {
        throw new IllegalArgumentException(config.name() + " holds " + part.types());
      }
      SharedCache<K, V> cache = new SpecCache<>(
          SpecStore.this, (Part<K, V>) part, config.keyCodec(), config.schemaVersion(), listener);
      open.add(cache);
      return cache;
    }

    @Override
    public void close() {
      open.forEach(SharedCache::close);
    }
  }
}
