package io.symphra.cache.examples.restart;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.examples.shop.Product;
import io.symphra.cache.examples.shop.Shop;
import io.symphra.cache.examples.trace.Requests;
import io.symphra.cache.examples.trace.Trace;
import java.time.Duration;

/**
 * Everything once without measuring, so that the first run does not pay for all: the JVM compiles, connections open, and
 * PostgreSQL reads what is asked for into its buffers. Ends after a few seconds on a slow machine too.
 */
final class Rehearsal {

  private static final int PRODUCTS = 6_000;
  private static final Duration LONGEST_WARMING = Duration.ofSeconds(1);

  // Some 30,000 queries, one by one: after fewer a second cold run was still faster than the first.
  private static final int REQUESTS = 300_000;
  private static final Duration LONGEST_ASKING = Duration.ofSeconds(4);
  private static final int STEPS = 30;

  private final Trace trace;
  private final int threads;
  private final WatchedLoader<Product> loader;
  private final Cache<String, Product> cache;

  private Rehearsal(
      Trace trace, int threads, WatchedLoader<Product> loader, Cache<String, Product> cache) {
    this.trace = trace;
    this.threads = threads;
    this.loader = loader;
    this.cache = cache;
  }

  static void play(Shop shop, Trace trace, RestartSettings settings) throws Exception {
    WatchedLoader<Product> loader = new WatchedLoader<>(shop.products());
    try (CacheManager manager = CacheManager.builder().build()) {
      Cache<String, Product> cache =
          ProductCache.of(manager, Product.class, loader, settings.maximumSize());
      Rehearsal rehearsal = new Rehearsal(trace, settings.threads(), loader, cache);
      inSteps(Math.min(PRODUCTS, trace.keys().size()), LONGEST_WARMING, rehearsal::warm);
      cache.clear();
      inSteps(Math.min(REQUESTS, trace.history().size()), LONGEST_ASKING, rehearsal::ask);
    }
  }

  private void warm(int from, int to) {
    Warming.fill(cache, trace.keys().subList(from, to));
  }

  private void ask(int from, int to) throws Exception {
    int end = trace.history().to();
    Requests requests = new Requests(trace, end - to, end - from);
    new Replay<>(cache, loader, requests, Replay.Progress.none()).play(Rate.MAX, threads);
  }

  private static void inSteps(int size, Duration longest, Step step) throws Exception {
    long begun = System.nanoTime();
    int width = Math.max(1, size / STEPS);
    for (int from = 0;
        from < size && System.nanoTime() - begun < longest.toNanos();
        from += width) {
      step.run(from, Math.min(size, from + width));
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(int from, int to) throws Exception;
  }
}
