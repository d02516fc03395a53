package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Entries in Caffeine, each with a lifetime of its own.
 *
 * <p>It is the local tier's store, and the in-heap protocol's. Thread-safe.
 */
/*
 * A read does not tell Caffeine of every access. Telling it costs three times the lookup (a record in a shared buffer,
 * and now and then the start of the maintenance), and its ranking needs it only where entries compete. So the store
 * counts evictions: every time a thousandth of the entries has gone, a new turn begins, and an entry is touched once
 * in a turn. Where nothing is evicted it is touched once in a period. What that does to the hit rate is measured by
 * the benchmark suite "hitrate"; docs/decisions/0008 has the figures.
 */
final class EntryStore<K, V> {

  private static final long TURNS_PER_GENERATION = 1_024;
  /** However large the maximum weight, there are never more negative entries than this. */
  private static final long MOST_NEGATIVE = 1_000_000;

  private final Cache<K, LocalEntry<V>> entries;
  private final Policy<K, LocalEntry<V>> ranking;
  private final EntryPolicy<K, V> policy;
  private final Ticker ticker;
  private final AtomicLong evictionsInTurn = new AtomicLong();
  private volatile short turn;
  private volatile int negativeWeight;

  /**
   * A store.
   *
   * @param policy what it goes by
   * @param maintenance where entries are ranked and let go, if it takes the work
   * @param evicted hears which key went for want of room or because its time was up
   */
  EntryStore(
      EntryPolicy<K, V> policy,
      Ticker ticker,
      Executor maintenance,
      BiConsumer<K, RemovalCause> evicted) {
    this.policy = policy;
    this.ticker = ticker;
    this.negativeWeight = negativeWeight(policy.maximum());
    Caffeine<K, LocalEntry<V>> builder = Caffeine.newBuilder()
        .ticker(ticker::read)
        .executor(task -> executeOrRun(maintenance, task))
        .expireAfter(
            new Lifetime<K, V>(policy.idle().map(Duration::toNanos).orElse(Long.MAX_VALUE)))
        .evictionListener((key, entry, cause) -> {
          countEviction();
          if (key != null) {
            evicted.accept(key, cause);
          }
        });
    if (policy.weights().areAsked()) {
      builder.maximumWeight(policy.maximum()).weigher((key, entry) -> entry.weight);
    } else {
      builder.maximumSize(policy.maximum());
    }
    this.entries = builder.build();
    this.ranking = entries.policy();
  }

  /** The entry, fresh or stale. */
  @Nullable
  LocalEntry<V> get(K key, long now) {
    LocalEntry<V> entry = ranking.getIfPresentQuietly(key);
    if (entry == null) {
      return entries.getIfPresent(key); // lets an entry go whose time is up
    }
    if (entry.claimTouch(now, turn)) {
      var unused = entries.getIfPresent(key); // tells the ranking
    }
    return entry;
  }

  /** The entry, without counting as an access. */
  @Nullable
  LocalEntry<V> peek(K key) {
    return ranking.getIfPresentQuietly(key);
  }

  /** Replaces what stands for a key, atomically; null removes it. {@code change} must be short. */
  void compute(K key, UnaryOperator<@Nullable LocalEntry<V>> change) {
    entries.asMap().compute(key, (same, found) -> change.apply(found));
  }

  /** Stores an entry created now. */
  void put(K key, StoredEntry<V> entry, int epoch) {
    entries.put(key, prepare(key, entry, 0, epoch));
  }

  /** The form in which an entry is kept; asks the weigher. */
  LocalEntry<V> prepare(K key, StoredEntry<V> entry, long age, int epoch) {
    V value = entry.value();
    int weight = value == null ? negativeWeight : policy.weights().of(key, value);
    return entryOf(entry, age, weight, epoch);
  }

  private LocalEntry<V> entryOf(StoredEntry<V> entry, long age, int weight, int epoch) {
    long lead = entry.isNegative()
        ? 0
        : policy
            .earlyRefresh()
            .map(early -> early.longestLead(entry.loadCost()).toNanos())
            .orElse(0L);
    return LocalEntry.of(entry, age, ticker.read(), lead, weight, epoch);
  }

  /** Stores an entry again with other times. */
  void replaceTimes(K key, LocalEntry<V> standing, StoredEntry<V> changed, long age) {
    entries.put(key, entryOf(changed, age, standing.weight, standing.epoch));
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
    negativeWeight = negativeWeight(maximum);
    entries.policy().eviction().orElseThrow().setMaximum(maximum);
  }

  /** At most {@code limit} of the keys whose rendered form matches. */
  Set<K> keysMatching(Glob glob, KeyCodec<K> codec, int limit) {
    return keys().stream()
        .filter(key -> glob.matches(codec.encode(key)))
        .limit(limit)
        .collect(Collectors.toSet());
  }

  /** Lets everything go, and whatever is stored from now on at once. */
  void close() {
    maximum(0);
    clear();
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

  private int negativeWeight(long maximum) {
    return policy.weights().areAsked()
        ? (int) Math.min(Integer.MAX_VALUE, Math.max(1, maximum / MOST_NEGATIVE))
        : 1;
  }

  private void countEviction() {
    long generation = entries.estimatedSize();
    if (evictionsInTurn.incrementAndGet() * TURNS_PER_GENERATION >= generation) {
      evictionsInTurn.set(0);
      turn = (short) ((turn + 1) & Short.MAX_VALUE);
    }
  }

  private static void executeOrRun(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (
        RejectedExecutionException e) { // a full or closed executor must not stop the maintenance
      task.run();
    }
  }

  /**
   * How long Caffeine keeps an entry.
   *
   * @param idle how long at most without a read, in nanoseconds; {@link Long#MAX_VALUE} for any time
   */
  private record Lifetime<K, V>(long idle) implements Expiry<K, LocalEntry<V>> {

    @Override
    public long expireAfterCreate(K key, LocalEntry<V> entry, long now) {
      return Math.max(1, Math.min(entry.expiresAt() - now, idle));
    }

    @Override
    public long expireAfterUpdate(K key, LocalEntry<V> entry, long now, long duration) {
      return expireAfterCreate(key, entry, now);
    }

    @Override
    public long expireAfterRead(K key, LocalEntry<V> entry, long now, long duration) {
      return idle == Long.MAX_VALUE ? duration : expireAfterCreate(key, entry, now);
    }
  }
}
