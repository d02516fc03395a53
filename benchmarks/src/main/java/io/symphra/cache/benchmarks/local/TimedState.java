package io.symphra.cache.benchmarks.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The lookup of {@link CaffeineState.Lookup} in a cache whose entries hold their own times: what any tier has to read that
 * answers stale entries, refreshes early or knows how old an entry is.
 */
@State(Scope.Benchmark)
public class TimedState extends CacheState {

  private final MillisecondTicker ticker = new MillisecondTicker();
  private final Cache<Long, Timed> cache = Caffeine.newBuilder()
      .expireAfter(Expiry.<Long, Timed>creating((key, entry) -> TIME_TO_LIVE))
      .ticker(ticker)
      .maximumSize(Demand.KEYS)
      .build();
  private final Policy<Long, Timed> policy = cache.policy();

  /** The smallest entry that will do. */
  private record Timed(String value, long freshUntil) {}

  /** A cache yet to be filled. */
  public TimedState() {}

  @Nullable
  String get(Long key) {
    Timed entry = policy.getIfPresentQuietly(key);
    return entry != null && ticker.read() - entry.freshUntil() < 0 ? entry.value() : null;
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, new Timed(value, ticker.read() + TIME_TO_LIVE.toNanos()));
  }

  @Override
  public long size() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  @Override
  public void close() {
    ticker.close();
  }
}
