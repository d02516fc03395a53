package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The caches of an in-heap shared tier. Thread-safe. */
public final class HeapStore {

  private final Map<String, Room<?, ?>> rooms = new ConcurrentHashMap<>();
  private final long maximumEntries;
  private final Ticker ticker;

  /** A store without entries. */
  public HeapStore(long maximumEntries, Ticker ticker) {
    this.maximumEntries = maximumEntries;
    this.ticker = ticker;
  }

  /** A connection of one manager. */
  public SharedTier connect() {
    return new Connection();
  }

  private <K, V> HeapSpace<K, V> space(SharedCacheConfig<K, V> config) {
    Room<?, ?> room = rooms.computeIfAbsent(config.name(), name -> newRoom(config));
    if (!room.keyType().equals(config.keyType()) || !room.valueType().equals(config.valueType())) {
      throw new IllegalArgumentException(
          "cache '%s' is in the shared tier with types <%s, %s>, and cannot have types <%s, %s> too"
              .formatted(
                  config.name(),
                  room.keyType().getTypeName(),
                  room.valueType().getTypeName(),
                  config.keyType().getTypeName(),
                  config.valueType().getTypeName()));
    }
    @SuppressWarnings("unchecked") // both types were compared above
    HeapSpace<K, V> space = (HeapSpace<K, V>) room.space();
    return space;
  }

  /** What goes for want of room or time is told too, or a local tier could keep what no invalidation reaches. */
  private <K, V> Room<K, V> newRoom(SharedCacheConfig<K, V> config) {
    List<ChangeListener<K>> listeners = new CopyOnWriteArrayList<>();
    EntryStore<K, V> values = new EntryStore<>(
        maximumEntries,
        Optional.empty(),
        ticker,
        (key, cause) -> listeners.forEach(listener -> listener.changed(key)));
    HeapSpace<K, V> space = new HeapSpace<>(new ConcurrentHashMap<>(), values, listeners);
    return new Room<>(config.keyType(), config.valueType(), space);
  }

  private record Room<K, V>(Type keyType, Type valueType, HeapSpace<K, V> space) {}

  private final class Connection implements SharedTier {

    private final List<SharedCache<?, ?>> open = new CopyOnWriteArrayList<>();

    @Override
    public <K, V> SharedCache<K, V> open(
        SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
      SharedCache<K, V> cache = new HeapSharedCache<>(
          space(config), listener, config.keyCodec(), new GuardRules(), ticker);
      open.add(cache);
      return cache;
    }

    @Override
    public void close() {
      open.forEach(SharedCache::close);
    }
  }
}
