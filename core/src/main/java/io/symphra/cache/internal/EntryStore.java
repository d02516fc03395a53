package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.symphra.cache.Weigher;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Entries in Caffeine, each with a lifetime of its own.
 *
 * <p>It is the local tier's store, and the in-heap protocol's. Thread-safe.
 */
final class EntryStore<K, V> {

  /** However large the maximum weight, there are never more negative entries than this. */
  private static final long MOST_NEGATIVE = 1_000_000;

  private final Cache<K, LocalEntry<V>> entries;
  private final Optional<Weigher<? super K, ? super V>> weigher;
  private final Ticker ticker;
  private final int negativeWeight;

  /**
   * A store.
   *
   * @param maximum the most entries, or the most weight if there is a weigher
   * @param evicted hears which key went for want of room or because its time was up
   */
  EntryStore(
      long maximum,
      Optional<Weigher<? super K, ? super V>> weigher,
      Ticker ticker,
      BiConsumer<K, RemovalCause> evicted) {
    this.weigher = weigher;
    this.ticker = ticker;
    this.negativeWeight = weigher.isPresent()
        ? (int) Math.min(Integer.MAX_VALUE, Math.max(1, maximum / MOST_NEGATIVE))
        : 1;
    Caffeine<K, LocalEntry<V>> builder = Caffeine.newBuilder()
        .ticker(ticker::read)
        .executor(Runnable::run)
        .expireAfter(new Lifetime<K, V>())
        .evictionListener((key, entry, cause) -> {
          if (key != null) {
            evicted.accept(key, cause);
          }
        });
    if (weigher.isPresent()) {
      builder.maximumWeight(maximum).weigher((key, entry) -> entry.weight);
    } else {
      builder.maximumSize(maximum);
    }
    this.entries = builder.build();
  }

  /** The entry, fresh or stale. */
  @Nullable
  LocalEntry<V> get(K key, long now) {
    LocalEntry<V> entry = entries.getIfPresent(key);
    if (entry != null) {
      entry.touch(now);
    }
    return entry;
  }

  /** The entry, without counting as an access. */
  @Nullable
  LocalEntry<V> peek(K key) {
    return entries.policy().getIfPresentQuietly(key);
  }

  /** Replaces what stands for a key, atomically; null removes it. {@code change} must be short. */
  void compute(K key, UnaryOperator<@Nullable LocalEntry<V>> change) {
    entries.asMap().compute(key, (same, found) -> change.apply(found));
  }

  /** Stores an entry created now. */
  void put(K key, StoredEntry<V> entry) {
    entries.put(key, prepare(key, entry, 0, 0));
  }

  /** The form in which an entry is kept; asks the weigher. */
  LocalEntry<V> prepare(K key, StoredEntry<V> entry, long age, int epoch) {
    return LocalEntry.of(entry, age, ticker.read(), weightOf(key, entry.value()), epoch);
  }

  private int weightOf(K key, @Nullable V value) {
    if (value == null) {
      return negativeWeight;
    }
    return weigher.isPresent() ? weigher.get().weigh(key, value) : 1;
  }

  /** Stores an entry again with other times. */
  void replaceTimes(K key, LocalEntry<V> standing, StoredEntry<V> changed, long age) {
    entries.put(key, LocalEntry.of(changed, age, ticker.read(), standing.weight, standing.epoch));
  }

  void remove(K key) {
    entries.invalidate(key);
  }

  void clear() {
    entries.invalidateAll();
  }

  /** The keys, a live view that is safe to walk while others change the store. */
  Set<K> keys() {
    return entries.asMap().keySet();
  }

  /** Changes the most entries, or the most weight, and lets go at once of what is beyond. */
  void maximum(long maximum) {
    entries.policy().eviction().orElseThrow().setMaximum(maximum);
  }

  /** At most {@code limit} of the keys whose rendered form matches. */
  Set<K> keysMatching(Glob glob, KeyCodec<K> codec, int limit) {
    return keys().stream()
        .filter(key -> glob.matches(codec.encode(key)))
        .limit(limit)
        .collect(Collectors.toSet());
  }

  /** The entries, a live view that is safe to walk while others change the store, and counts no access. */
  Set<Map.Entry<K, LocalEntry<V>>> entries() {
    return entries.asMap().entrySet();
  }

  /** At most {@code n} entries, the one first that would be let go last. */
  Map<K, LocalEntry<V>> hottest(int n) {
    return entries.policy().eviction().orElseThrow().hottest(n);
  }

  /** How many entries there are, about. */
  long size() {
    return entries.estimatedSize();
  }

  /** Lets go now of what is beyond the maximum or past its time. */
  void cleanUp() {
    entries.cleanUp();
  }

  private static final class Lifetime<K, V> implements Expiry<K, LocalEntry<V>> {

    @Override
    public long expireAfterCreate(K key, LocalEntry<V> entry, long now) {
      return Math.max(1, entry.expiresAt - now);
    }

    @Override
    public long expireAfterUpdate(K key, LocalEntry<V> entry, long now, long duration) {
      return Math.max(1, entry.expiresAt - now);
    }

    @Override
    public long expireAfterRead(K key, LocalEntry<V> entry, long now, long duration) {
      return duration;
    }
  }
}
