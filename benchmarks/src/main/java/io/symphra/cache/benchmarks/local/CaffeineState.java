package io.symphra.cache.benchmarks.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Caffeine without an expiry and without statistics. It holds every key. */
@State(Scope.Benchmark)
public class CaffeineState {

  final LoadingCache<Long, String> cache;

  /** Plain Caffeine. */
  public CaffeineState() {
    this(Caffeine.newBuilder());
  }

  CaffeineState(Caffeine<Object, Object> builder) {
    this.cache = builder.maximumSize(Demand.KEYS).build(Demand::valueOf);
    for (Long key : Demand.keys()) {
      cache.put(key, Demand.valueOf(key));
    }
    cache.cleanUp();
  }

  /** With an expiry and the ticker Caffeine has by default: the clock of the JVM. */
  public static class Expiring extends CaffeineState {

    /** The baseline of the hit. */
    public Expiring() {
      super(Caffeine.newBuilder().expireAfterWrite(SymphraState.TIME_TO_LIVE));
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
      super(Caffeine.newBuilder()
          .expireAfterWrite(SymphraState.TIME_TO_LIVE)
          .ticker(ticker)
          .recordStats());
      this.ticker = ticker;
    }

    /** Ends the ticker's thread. */
    @TearDown
    public void close() {
      ticker.close();
    }
  }
}
