package io.symphra.cache;

import io.symphra.cache.event.CacheListener;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.EarlyRefresh;
import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import io.symphra.cache.protect.NegativeCaching;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.ValueCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The settings of a built cache; what each means stands at {@link CacheBuilder}.
 *
 * <p>Immutable.
 *
 * @param name the name
 * @param keyType the key type
 * @param valueType the value type
 * @param maximum the maximum size, or the maximum weight if there is a weigher
 * @param weigher the weigher, if entries are weighed
 * @param timeToLive how long an entry is fresh
 * @param expireAfterAccess how long the local tier keeps an entry that nobody reads, if that is bounded
 * @param maximumValueSize the size of the largest value that is stored, if that is bounded
 * @param sizeOf the size of a value, if that is bounded
 * @param serveStale how long after that it may still be answered; zero for not at all
 * @param earlyRefresh when an entry is refreshed that is still fresh, if it is
 * @param negativeCaching how long missing keys are remembered, if they are
 * @param keyFilter the keys that can exist, if they are known
 * @param loader the loader, if there is one
 * @param writer the writer, if there is one
 * @param writeMode what {@code put} and {@code remove} do
 * @param keyCodec how keys are rendered
 * @param valueCodec how values become bytes, if it was chosen
 * @param version where a value carries its version, if it does
 * @param copier copies values that enter or leave the cache, if it shares none
 * @param leaseTimeout how long a load keeps others away
 * @param fenceTimeout how long a write whose instance died keeps fills away
 * @param whenSharedTierIsDown what a write does while the shared tier cannot be reached
 * @param loadLimit how many loads may be under way, if that is bounded
 * @param loadTimeout how long a load may take, if that is bounded
 * @param coalescing how misses are joined into one load, if they are
 * @param listeners who hears of events from the beginning
 * @param eventQueueSize how many events wait for listeners at most
 * @param invalidationHistory how many invalidations are remembered; 0 for none
 * @param <K> the key type
 * @param <V> the value type
 */
public record CacheConfig<K, V>(
    String name,
    TypeRef<K> keyType,
    TypeRef<V> valueType,
    long maximum,
    Optional<Weigher<? super K, ? super V>> weigher,
    TimeToLive<? super K, ? super V> timeToLive,
    Optional<Duration> expireAfterAccess,
    OptionalLong maximumValueSize,
    Optional<ToLongFunction<? super V>> sizeOf,
    Duration serveStale,
    Optional<EarlyRefresh> earlyRefresh,
    Optional<NegativeCaching> negativeCaching,
    Optional<KeyFilter<K>> keyFilter,
    Optional<CacheLoader<K, V>> loader,
    Optional<CacheWriter<K, V>> writer,
    WriteMode writeMode,
    KeyCodec<K> keyCodec,
    Optional<ValueCodec<V>> valueCodec,
    Optional<ToLongFunction<? super V>> version,
    Optional<Copier<V>> copier,
    Duration leaseTimeout,
    Duration fenceTimeout,
    SharedTierOutage whenSharedTierIsDown,
    Optional<LoadLimit> loadLimit,
    Optional<LoadTimeout> loadTimeout,
    Optional<Coalescing> coalescing,
    List<CacheListener<? super K>> listeners,
    int eventQueueSize,
    int invalidationHistory) {

  /** Settings with a list of their own. */
  public CacheConfig {
    listeners = List.copyOf(listeners);
  }

  /** The same settings with another maximum size, or maximum weight if there is a weigher. */
  public CacheConfig<K, V> withMaximum(long maximum) {
    return with(maximum, timeToLive);
  }

  /** The same settings with another time to live. */
  public CacheConfig<K, V> withTimeToLive(TimeToLive<? super K, ? super V> timeToLive) {
    return with(maximum, timeToLive);
  }

  private CacheConfig<K, V> with(long maximum, TimeToLive<? super K, ? super V> timeToLive) {
    return new CacheConfig<>(
        name,
        keyType,
        valueType,
        maximum,
        weigher,
        timeToLive,
        expireAfterAccess,
        maximumValueSize,
        sizeOf,
        serveStale,
        earlyRefresh,
        negativeCaching,
        keyFilter,
        loader,
        writer,
        writeMode,
        keyCodec,
        valueCodec,
        version,
        copier,
        leaseTimeout,
        fenceTimeout,
        whenSharedTierIsDown,
        loadLimit,
        loadTimeout,
        coalescing,
        listeners,
        eventQueueSize,
        invalidationHistory);
  }
}
