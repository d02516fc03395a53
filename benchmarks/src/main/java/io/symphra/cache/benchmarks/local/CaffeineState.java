package io.symphra.cache.benchmarks.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Policy;
import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Caffeine without an expiry and without statistics. */
@State(Scope.Benchmark)
public class CaffeineState extends CacheState {

  final LoadingCache<Long, String> cache;

  /** Plain Caffeine. */
  public CaffeineState() {
    this(Demand.KEYS);
  }

  /** With another maximum size. */
  public CaffeineState(int maximumSize) {
    this(Caffeine.newBuilder(), maximumSize);
  }

  private CaffeineState(Caffeine<Object, Object> builder, int maximumSize) {
    this.cache = builder.maximumSize(maximumSize).build(Demand::load);
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public long size() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  /** With an expiry and the ticker Caffeine has by default: the clock of the JVM. */
  public static class Expiring extends CaffeineState {

    /** The baseline of the hit. */
    public Expiring() {
      this(Demand.KEYS);
    }

    /** With another maximum size. */
    public Expiring(int maximumSize) {
      super(Caffeine.newBuilder().expireAfterWrite(TIME_TO_LIVE), maximumSize);
    }
  }

  /** With an expiry, a coarse ticker and statistics: what a careful user builds by hand. */
  public static class Coarse extends CaffeineState {

    private final MillisecondTicker ticker;

    /** The baseline of the hit for equal comfort. */
    public Coarse() {
      this(new MillisecondTicker());
    }

    private Coarse(MillisecondTicker ticker) {
      super(
          Caffeine.newBuilder().expireAfterWrite(TIME_TO_LIVE).ticker(ticker).recordStats(),
          Demand.KEYS);
      this.ticker = ticker;
    }

    @Override
    public void close() {
      ticker.close();
    }
  }

  /** What our local tier stands on: an expiry for each entry, a coarse ticker, and nothing told of an access. */
  public static class Lookup extends CaffeineState {

    final Policy<Long, String> policy = cache.policy();
    private final MillisecondTicker ticker;

    /** The floor of a hit of ours. */
    public Lookup() {
      this(new MillisecondTicker());
    }

    private Lookup(MillisecondTicker ticker) {
      super(
          Caffeine.newBuilder()
              .expireAfter(Expiry.creating((key, value) -> TIME_TO_LIVE))
              .ticker(ticker),
          Demand.KEYS);
      this.ticker = ticker;
    }

    @Override
    public void close() {
      ticker.close();
    }
  }
}
