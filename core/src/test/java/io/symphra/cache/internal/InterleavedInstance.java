package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.TypeRef;
import io.symphra.cache.WriteMode;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service: the real read path and write path over the real in-heap protocol.
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

  private static final ScheduledThreadPoolExecutor SCHEDULER = scheduler();

  /**
   * Starts an instance.
   *
   * @param pushes wraps the listener, to deliver changes later
   * @param tokens hears of the tokens of leases and fences
   */
  static InterleavedInstance start(
      HeapSpace<String, Long> space,
      Ticker tierTicker,
      Function<ChangeListener<String>, ChangeListener<String>> pushes,
      FlightRules flightRules,
      Mutation mutation,
      LongConsumer tokens,
      CacheWriter<String, Long> writer) {
    WaitingTicker ticker = new WaitingTicker();
    CacheAssembly assembly = new CacheAssembly(
        null, ticker, Runnable::run, SCHEDULER, flightRules, mutation.guardRules());
    CacheConfig<String, Long> config = config(writer);
    EntryStore<String, Long> store =
        new EntryStore<>(10, Optional.empty(), ticker, (key, cause) -> {});
    SingleFlight<String, Long> flights = new SingleFlight<>();
    ChangeListener<String> changes = new CoherentLocalTier.DropLocal<>(store, flights);
    SteppedSharedCache shared = new SteppedSharedCache(
        new HeapSharedCache<>(
            space, pushes.apply(changes), config.keyCodec(), mutation.guardRules(), tierTicker),
        mutation,
        tokens,
        ticker::waitTooLong);
    LocalTier<String, Long> local =
        new CoherentLocalTier<>(store, changes, Coherence.ALWAYS, flightRules);
    DefaultCache<String, Long> cache = assembly.assemble(
        config,
        shared,
        local,
        flights,
        mutation.landing(flights, local),
        new StatsRecorder(),
        () -> {});
    return new InterleavedInstance(cache, store, flights, local);
  }

  @Nullable
  Long localValue() {
    LocalEntry<Long> entry = store.peek("k");
    return entry == null ? null : entry.value;
  }

  private static CacheConfig<String, Long> config(CacheWriter<String, Long> writer) {
    TypeRef<String> keyType = TypeRef.of(String.class);
    return new CacheConfig<>(
        "c",
        keyType,
        TypeRef.of(Long.class),
        10,
        Optional.empty(),
        TimeToLive.eternal(),
        Duration.ZERO,
        Optional.empty(),
        Optional.of(writer),
        WriteMode.WRITE_THROUGH,
        KeyCodecs.of("c", keyType),
        Optional.empty(),
        Optional.empty(),
        TIMEOUT,
        TIMEOUT);
  }

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, Executors.defaultThreadFactory());
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(1, TimeUnit.SECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    return scheduler;
  }

  /** Stands still, until a reader was told to wait for another instance: then its patience is over at once. */
  private static final class WaitingTicker implements Ticker {

    private long now;
    private int reads;

    synchronized void waitTooLong() {
      reads = 2;
    }

    @Override
    public synchronized long read() {
      if (reads > 0) {
        reads--;
        now += TIMEOUT.toNanos();
      }
      return now;
    }
  }
}
