package io.symphra.cache.internal;

import io.symphra.cache.HeapSharedTierStats;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The caches of an in-heap shared tier. Thread-safe. */
public final class HeapStore {

  private final Map<String, Room<?, ?>> rooms = new ConcurrentHashMap<>();
  private final long maximumEntries;
  private final Ticker ticker;
  private final EncodedSharedCache.Counters counters = new EncodedSharedCache.Counters();

  /** A store without entries. */
  public HeapStore(long maximumEntries, Ticker ticker) {
    this.maximumEntries = maximumEntries;
    this.ticker = ticker;
  }

  /** What became of values that caches with a codec stored and read. */
  public HeapSharedTierStats stats() {
    return new HeapSharedTierStats(
        counters.undecodable().sum(), counters.notEncodable().sum());
  }

  /** A connection of one manager. */
  public SharedTier connect() {
    return new Connection();
  }

  /** The space of a cache; {@code T} is the form its values have here: themselves, or bytes. */
  private <K, T> HeapSpace<K, T> space(SharedCacheConfig<K, ?> config) {
    boolean encoded = config.valueCodec().isPresent();
    Room<?, ?> room =
        rooms.computeIfAbsent(config.name(), name -> HeapStore.this.<K, T>newRoom(config));
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
    if (room.encoded() != encoded) {
      throw new IllegalArgumentException(
          "cache '%s': valueCodec must be given by every instance or by none"
              .formatted(config.name()));
    }
    @SuppressWarnings("unchecked") // the types and the form of the values were compared above
    HeapSpace<K, T> space = (HeapSpace<K, T>) room.space();
    return space;
  }

  /** What goes for want of room or time is told too, or a local tier could keep what no invalidation reaches. */
  private <K, T> Room<K, T> newRoom(SharedCacheConfig<K, ?> config) {
    List<ChangeListener<K>> listeners = new CopyOnWriteArrayList<>();
    EntryStore<K, T> values = new EntryStore<>(
        EntryPolicy.ofSize(maximumEntries),
        ticker,
        Runnable::run,
        (key, cause) -> listeners.forEach(listener -> listener.changed(key)));
    HeapSpace<K, T> space = new HeapSpace<>(new ConcurrentHashMap<>(), values, listeners);
    return new Room<>(config.keyType(), config.valueType(), config.valueCodec().isPresent(), space);
  }

  private record Room<K, T>(Type keyType, Type valueType, boolean encoded, HeapSpace<K, T> space) {}

  private final class Connection implements SharedTier {

    /** The connections to caches that are open: their last steps. One that is closed leaves nothing here. */
    private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

    @Override
    public <K, V> SharedCache<K, V> open(
        SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
      return config.valueCodec().isPresent()
          ? new EncodedSharedCache<>(
              config.name(),
              this.<K, byte[]>connect(config, listener),
              config.valueCodec().get(),
              counters,
              ticker)
          : connect(config, listener);
    }

    private <K, T> SharedCache<K, T> connect(
        SharedCacheConfig<K, ?> config, ChangeListener<K> listener) {
      HeapSpace<K, T> space = HeapStore.this.<K, T>space(config);
      Runnable deafen = () -> space.listeners().remove(listener);
      open.add(deafen);
      return new HeapSharedCache<>(
          space,
          listener,
          config.keyCodec(),
          config.schemaVersion(),
          new GuardRules(),
          ticker,
          () -> open.remove(deafen));
    }

    @Override
    public void close() {
      open.forEach(Runnable::run);
      open.clear();
    }
  }
}
