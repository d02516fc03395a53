package io.symphra.cache.examples.restart;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.examples.shop.Product;
import io.symphra.cache.examples.shop.Shop;
import io.symphra.cache.examples.trace.Requests;
import io.symphra.cache.examples.trace.Trace;
import io.symphra.cache.warming.WarmingReport;
import java.util.List;
import java.util.Optional;

/** One measured run: a fresh cache, warmed or not, and then the traffic. */
final class Run {

  private final Shop shop;
  private final Trace trace;
  private final RestartSettings settings;
  private final RestartListener listener;

  Run(Shop shop, Trace trace, RestartSettings settings, RestartListener listener) {
    this.shop = shop;
    this.trace = trace;
    this.settings = settings;
    this.listener = listener;
  }

  RunRecord play(Start start) throws Exception {
    Phases phases = new Phases(listener);
    List<String> keys = start.keys(trace, settings.maximumSize());
    Requests traffic = trace.traffic().first(settings.requests());
    WatchedLoader<Product> loader = new WatchedLoader<>(shop.products());
    // What the runs before left in the heap is not this run's to collect.
    System.gc();
    try (CacheManager manager = CacheManager.builder().build()) {
      Cache<String, Product> cache =
          ProductCache.of(manager, Product.class, loader, settings.maximumSize());
      Optional<WarmingReport> warming = Optional.empty();
      if (!keys.isEmpty()) {
        warming = Optional.of(phases.run(
            "%s: warming %,d products".formatted(start.label(), keys.size()),
            0,
            () -> Warming.fill(cache, keys)));
      }
      long warmingQueries = loader.calls();
      Samples samples = phases.run(
          "%s: %,d requests".formatted(start.label(), traffic.size()),
          traffic.size(),
          () -> new Replay<>(cache, loader, traffic, new Watch(start, traffic.size(), listener))
              .play(settings.rate(), settings.threads()));
      return new RunRecord(
          start, samples, loader.calls() - warmingQueries, warmingQueries, warming, cache.stats());
    }
  }
}
