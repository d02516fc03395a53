package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.TypeRef;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.NegativeCaching;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service: the real read path and write path over a real shared tier.
 *
 * @param cache its cache
 * @param store what its local tier holds
 * @param flights its flights under way
 * @param local its local tier
 */
record InterleavedInstance(
    DefaultCache<String, Long> cache,
    EntryStore<String, Long> store,
    SingleFlight<String, Long> flights,
    LocalTier<String, Long> local) {

  static final Duration TIMEOUT = Duration.ofHours(1);
  static final int MAXIMUM = 10;

  /**
   * What every instance of a run has in common.
   *
   * @param tokens hears of each token of a lease or fence
   * @param fine whether writes and invalidations have points of their own, and entries expire
   */
  record Surroundings(InterleavedTier tier, Mutation mutation, LongConsumer tokens, boolean fine) {

    /** Time passes for an instance where entries expire; where only guards do it stands still, and nobody gives up. */
    WaitingTicker newTicker() {
      return new WaitingTicker(fine ? tier.ticker() : () -> 0);
    }
  }

  /**
   * An instance with a local tier over the shared one.
   *
   * @param pushes wraps the listener, to deliver changes later
   */
  static InterleavedInstance withSharedTier(
      Surroundings surroundings,
      UnaryOperator<ChangeListener<String>> pushes,
      FlightRules flightRules) {
    WaitingTicker ticker = surroundings.newTicker();
    EntryStore<String, Long> store =
        new EntryStore<>(EntryPolicy.ofSize(MAXIMUM), ticker, Runnable::run, (key, cause) -> {});
    SingleFlight<String, Long> flights = new SingleFlight<>();
    ChangeListener<String> changes =
        new CoherentLocalTier.DropLocal<>(store, flights, KeyGate.open());
    LocalTier<String, Long> local =
        new CoherentLocalTier<>(store, changes, Coherence.ALWAYS, flightRules);
    return start(surroundings, ticker, store, flights, local, pushes.apply(changes), flightRules);
  }

  /** An instance whose local tier is all there is: the protocol's values are its own. */
  static InterleavedInstance alone(Surroundings surroundings, FlightRules flightRules) {
    EntryStore<String, Long> store = surroundings.tier().store().orElseThrow();
    SingleFlight<String, Long> flights = new SingleFlight<>();
    LocalTier<String, Long> local =
        new SoleLocalTier<>(store, flights, KeyGate.open(), flightRules);
    WaitingTicker ticker = surroundings.newTicker();
    return start(surroundings, ticker, store, flights, local, local.changes(), flightRules);
  }

  private static InterleavedInstance start(
      Surroundings surroundings,
      WaitingTicker ticker,
      EntryStore<String, Long> store,
      SingleFlight<String, Long> flights,
      LocalTier<String, Long> local,
      ChangeListener<String> listener,
      FlightRules flightRules) {
    Mutation mutation = surroundings.mutation();
    CacheConfig<String, Long> config = config(surroundings.fine());
    SteppedSharedCache shared = new SteppedSharedCache(
        surroundings.tier().connect(listener, mutation),
        mutation,
        surroundings.tokens(),
        ticker::waitTooLong,
        surroundings.fine());
    CacheAssembly assembly = new CacheAssembly(
        null,
        ticker,
        Runnable::run,
        Runnable::run,
        Runnable::run,
        new NoScheduler(),
        new NoScheduler(),
        flightRules,
        mutation.guardRules());
    DefaultCache<String, Long> cache = assembly.assemble(
        config,
        new Weights<>(config),
        shared,
        local,
        flights,
        KeyGate.open(),
        mutation.landing(flights, local),
        assembly.events(config),
        () -> {});
    return new InterleavedInstance(cache, store, flights, local);
  }

  /** The version its local tier holds; null for none. */
  @Nullable
  Long localVersion() {
    return InterleavedWorld.version(store.peek("k"));
  }

  private static CacheConfig<String, Long> config(boolean expires) {
    DefaultCacheBuilder<String, Long> builder =
        new DefaultCacheBuilder<>("c", TypeRef.of(String.class), TypeRef.of(Long.class), config -> {
          throw new AssertionError("the instance is put together by hand");
        });
    builder
        .maximumSize(MAXIMUM)
        .timeToLive(
            expires ? TimeToLive.of(InterleavedWorld.TIME_TO_LIVE).jitter(0) : TimeToLive.eternal())
        .negativeCaching(NegativeCaching.of(Duration.ofDays(365)))
        .loader(InterleavedWriter.LOADER)
        .writer(InterleavedWriter.SYSTEM_OF_RECORD)
        .leaseTimeout(TIMEOUT)
        .fenceTimeout(TIMEOUT)
        .eventQueueSize(1)
        .invalidationHistory(0);
    return builder.config();
  }

  /** The tier's clock, but when a reader was told to wait for another instance its patience is over at once. */
  private static final class WaitingTicker implements Ticker {

    private final Ticker tierTicker;
    private long ahead;
    private int reads;

    WaitingTicker(Ticker tierTicker) {
      this.tierTicker = tierTicker;
    }

    synchronized void waitTooLong() {
      reads = 2;
    }

    @Override
    public synchronized long read() {
      if (reads > 0) {
        reads--;
        ahead += TIMEOUT.toNanos();
      }
      return tierTicker.read() + ahead;
    }
  }
}
