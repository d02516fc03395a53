package io.symphra.cache.benchmarks.report;

import io.symphra.cache.benchmarks.report.Limit.RatioAtLeast;
import io.symphra.cache.benchmarks.report.Limit.RatioAtMost;
import io.symphra.cache.benchmarks.report.Limit.RatioBelow;
import io.symphra.cache.benchmarks.report.Limit.ValueAtMost;
import io.symphra.cache.benchmarks.report.Limit.Within;
import java.util.List;

/** What the project promises about its speed. */
public final class Budgets {

  private static final Limit AHEAD = new RatioBelow(1);

  private Budgets() {}

  /** All promises. Those that no suite measures yet are listed too, so that they are not forgotten. */
  public static List<Budget> all() {
    return List.of(
        new Budget(
            "local.hit.1",
            "local hit, 1 thread, to Caffeine with expireAfterWrite",
            new RatioAtMost(0.6)),
        new Budget("local.hit.4", "the same, 4 threads", new RatioAtMost(0.6)),
        new Budget(
            "local.hit.coarse.1",
            "local hit, 1 thread, to Caffeine with a coarse ticker and recordStats",
            new RatioAtMost(1.75)),
        new Budget("local.hit.coarse.4", "the same, 4 threads", new RatioAtMost(1.75)),
        new Budget("local.hit.vs-jetcache", "local hit, to JetCache's local cache", AHEAD),
        new Budget("local.hit.vs-spring", "local hit, to Spring Cache over Caffeine", AHEAD),
        new Budget("local.hit.vs-ehcache", "local hit, to Ehcache's heap tier", AHEAD),
        new Budget("local.hit.bytes", "allocation per local hit", new ValueAtMost(0, "B")),
        new Budget(
            "local.hitrate",
            "hit rate on real traces, to plain Caffeine",
            new Within(0.5, "points")),
        new Budget(
            "local.sampling",
            "throughput of local hits while accesses are sampled, to the same without",
            new RatioAtLeast(0.9)),
        new Budget(
            "shared.get.p50", "shared hit, one caller, to raw Lettuce GET", new RatioAtMost(1.1)),
        new Budget("shared.getall", "shared getAll(100), to raw MGET", new RatioAtLeast(0.8)),
        new Budget(
            "shared.stampede",
            "cold key, 4 instances of 32 threads",
            new ValueAtMost(1, "loader call")),
        new Budget(
            "shared.invalidation.p99",
            "write here to local drop there, to raw pub/sub",
            new RatioAtMost(2)),
        new Budget(
            "warm.unleased",
            "warm-up into an empty Redis namespace, to redis-cli --pipe",
            new RatioAtLeast(0.7)),
        new Budget(
            "warm.leased",
            "leased warm-up into Redis, to the same scripts through redis-cli --pipe",
            new RatioAtLeast(0.8)),
        new Budget("warm.heap", "heap while 10 M rows are warmed", new ValueAtMost(256, "MB")),
        new Budget(
            "write-behind.flush",
            "flush to PostgreSQL, fsync on, to a batched upsert by hand",
            new RatioAtLeast(0.8)),
        new Budget(
            "write-behind.durable",
            "durable put, 64 threads, to one connection's commits",
            new RatioAtLeast(10)),
        new Budget(
            "predict",
            "coverage of the untuned predictor, to the best expert in hindsight (0.99 from 200 windows on)",
            new RatioAtLeast(0.95)));
  }
}
