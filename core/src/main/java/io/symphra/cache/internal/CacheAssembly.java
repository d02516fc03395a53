package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.event.EvictionCause;
import io.symphra.cache.internal.CoherentLocalTier.DropLocal;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Puts caches together: the one place that knows which part goes where.
 *
 * @param sharedTier the shared tier; null for none
 * @param ticker the time
 * @param executor where refreshes run, loads with a timeout, and listeners are called
 * @param spare where listeners are called if the executor takes no more, or calls at once; renews fences too
 * @param maintenance where local tiers tidy up
 * @param scheduler tells when to renew fences
 * @param timers tells when loads take too long; is never made to wait
 * @param flightRules what a flight's result may be used for
 * @param guardRules the in-heap protocol's transitions
 */
record CacheAssembly(
    @Nullable SharedTier sharedTier,
    Ticker ticker,
    Executor executor,
    Executor spare,
    Executor maintenance,
    ScheduledExecutorService scheduler,
    ScheduledExecutorService timers,
    FlightRules flightRules,
    GuardRules guardRules) {

  <K, V> DefaultCache<K, V> assemble(CacheConfig<K, V> config, Runnable onClose) {
    return config.keyFilter().orElse(null) instanceof DefaultKeyFilter<K> filter
        ? assembleWith(filter, config, onClose)
        : assemble(config, KeyGate.open(), onClose);
  }

  private <K, V> DefaultCache<K, V> assembleWith(
      DefaultKeyFilter<K> filter, CacheConfig<K, V> config, Runnable onClose) {
    filter.claim(config.name());
    boolean assembled = false;
    try {
      ActiveKeyFilter<K> gate =
          new ActiveKeyFilter<>(filter.config(), config, ticker, executor, scheduler);
      DefaultCache<K, V> cache = assemble(config, gate, () -> {
        gate.close();
        onClose.run();
      });
      assembled = true;
      filter.activate(gate);
      gate.start(cache.coherence());
      return cache;
    } finally {
      if (!assembled) {
        filter.disclaim();
      }
    }
  }

  private <K, V> DefaultCache<K, V> assemble(
      CacheConfig<K, V> config, KeyGate<K> gate, Runnable onClose) {
    EventRecorder<K> events = events(config);
    SingleFlight<K, V> flights = new SingleFlight<>();
    Weights<K, V> weights = new Weights<>(config);
    EntryStore<K, V> store =
        new EntryStore<>(EntryPolicy.of(config, weights), ticker, maintenance, events::letGo);
    SharedCache<K, V> shared;
    LocalTier<K, V> local;
    if (sharedTier == null) {
      local = new SoleLocalTier<>(store, flights, gate, flightRules);
      shared = new HeapSharedCache<>(
          HeapSpace.over(store),
          local.changes(),
          config.keyCodec(),
          0,
          guardRules,
          ticker,
          () -> {});
    } else {
      DropLocal<K, V> changes = new DropLocal<>(store, flights, gate);
      shared = new RemindedSharedCache<>(
          config.name(), sharedTier.open(sharedConfig(config), changes), ticker, scheduler, spare);
      local = new CoherentLocalTier<>(store, changes, shared.coherence(), flightRules);
    }
    return assemble(
        config, weights, shared, local, flights, gate, new Landing<>(flights), events, onClose);
  }

  <K, V> DefaultCache<K, V> assemble(
      CacheConfig<K, V> config,
      Weights<K, V> weights,
      SharedCache<K, V> shared,
      LocalTier<K, V> local,
      SingleFlight<K, V> flights,
      KeyGate<K> gate,
      Landing<K, V> landing,
      EventRecorder<K> events,
      Runnable onClose) {
    StatsRecorder stats = events.stats();
    CurrentConfig<K, V> current = new CurrentConfig<>(config);
    Bypass bypass = new Bypass();
    EntryFactory<K, V> entries =
        new EntryFactory<>(current, weights, new ValueSizeLimit<>(config, stats, ticker));
    ReadParts<K, V> readParts = new ReadParts<>(
        current,
        local,
        new SharedReads<>(config.name(), shared, stats, ticker),
        flights,
        gate,
        flightRules,
        landing,
        entries,
        loads(config, stats, events),
        bypass,
        stats,
        events,
        ticker);
    FenceKeeper<K, V> keeper =
        new FenceKeeper<>(config.name(), shared, config.fenceTimeout(), scheduler, spare);
    Invalidation<K, V> invalidation = new Invalidation<>(
        config.name(),
        shared,
        local,
        flights,
        config.keyCodec(),
        events,
        config.whenSharedTierIsDown());
    WriteParts<K, V> writeParts =
        new WriteParts<>(current, local, shared, keeper, entries, bypass, stats, events);
    WritePath<K, V> writePath = new WritePath<>(writeParts, invalidation);
    return new DefaultCache<>(new CacheParts<>(
        current,
        new ReadPath<>(readParts, new Refresher<>(config.name(), executor, ticker)),
        new Filler<>(readParts),
        writePath,
        new ConditionalWrites<>(readParts, writeParts, writePath),
        invalidation,
        new Control<>(current, local.store(), bypass),
        bypass,
        new AsyncCalls(config.name(), executor),
        new TimedCalls(config.name(), executor),
        local,
        shared,
        keeper,
        new Inspection<>(config, local, shared, ticker, stats),
        new Expiration<>(config.name(), shared, local, events),
        stats,
        events,
        onClose));
  }

  /** The steps of a load, from the last to the first. */
  private <K, V> Loads<K, V> loads(
      CacheConfig<K, V> config, StatsRecorder stats, EventRecorder<K> events) {
    LoaderThreads<K, V> threads =
        new LoaderThreads<>(new LoaderCall<>(config.name(), ticker, events));
    LoadStep<K, V> first = threads;
    LimitedLoads<K, V> limit = null;
    if (config.loadTimeout().isPresent()) {
      first = new TimedLoads<>(
          config.name(), config.loadTimeout().get(), executor, timers, first, events);
    }
    if (config.loadLimit().isPresent()) {
      limit = new LimitedLoads<>(config.name(), config.loadLimit().get(), threads, first, events);
      first = limit;
    }
    if (config.coalescing().isPresent()) {
      first = new CoalescedLoads<>(
          config.coalescing().get(), config.loader().orElse(null), threads, first, stats);
    }
    return new Loads<>(first, limit);
  }

  /** What the parts of a cache report to; those who listen from the beginning are added. */
  <K, V> EventRecorder<K> events(CacheConfig<K, V> config) {
    StatsRecorder stats = new StatsRecorder();
    EventDelivery<K> delivery =
        new EventDelivery<>(config.name(), config.eventQueueSize(), executor, spare, stats);
    config.listeners().forEach(delivery::add);
    return new EventRecorder<>(
        config.name(),
        stats,
        delivery,
        new InvalidationHistory(config.invalidationHistory()),
        config.weigher().isPresent() ? EvictionCause.WEIGHT : EvictionCause.SIZE);
  }

  private static <K, V> SharedCacheConfig<K, V> sharedConfig(CacheConfig<K, V> config) {
    return new SharedCacheConfig<>(
        config.name(),
        config.keyType().type(),
        config.valueType().type(),
        config.keyCodec(),
        config.valueCodec(),
        config.schemaVersion());
  }
}
