package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CallOptions;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.jdbc.JdbcLoader;
import io.symphra.cache.jdbc.JdbcWriter;
import io.symphra.cache.redis.RedisSharedTier;
import io.symphra.cache.redis.RedisTierException;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.List;

/** One instance of the application: a cache manager with a connection of its own to Redis. Thread-safe. */
final class Instance implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAUSE_MILLIS = 100;

  private final int number;
  private final Watches watches = new Watches();
  private final CacheManager manager;
  private final Cache<Long, Item> cache;
  private final Cache<Long, Item> shared;

  Instance(
      int number, int worker, List<String> uris, Database database, Board board, Bounds bounds) {
    this.number = number;
    Disturber disturber = new Disturber(board, worker, bounds);
    manager = CacheManager.builder()
        .sharedTier(new WatchedTier(connect(uris, bounds), watches, disturber))
        // Exact: a coarse one would stand still with its thread, and the bound of local reads with
        // it.
        .ticker(Ticker.system())
        .build();
    cache = manager
        .cache("items", Long.class, Item.class)
        .timeToLive(TimeToLive.of(bounds.timeToLive()).jitter(0))
        .serveStale(bounds.serveStale())
        .leaseTimeout(bounds.leaseTimeout())
        .fenceTimeout(bounds.fenceTimeout())
        .loader(new DisturbedLoader(
            JdbcLoader.from(database.dataSource())
                .query("select id, version, stamp from item where id in (<keys>)")
                .key("id")
                .timeout(Database.PATIENCE)
                .mapTo(Item.class),
            board,
            worker,
            disturber))
        .writer(new DisturbedWriter(
            JdbcWriter.into(database.dataSource())
                .table("item")
                .key("id")
                .generated("version")
                .returningStored()
                .timeout(Database.PATIENCE)
                .of(Item.class),
            watches,
            disturber))
        .build();
    shared = cache.with(CallOptions.ofDefaults().skipLocal());
  }

  /** Redis may be away at this moment. */
  private static RedisSharedTier connect(List<String> uris, Bounds bounds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return RedisSharedTier.builder()
            .uri(uris.toArray(String[]::new))
            .namespace("torture")
            .commandTimeout(bounds.commandTimeout())
            .connectTimeout(Duration.ofSeconds(2))
            .heartbeat(bounds.heartbeat(), bounds.heartbeatTimeout())
            .connect();
      } catch (RedisTierException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Pauses.millis(PAUSE_MILLIS);
      }
    }
  }

  int number() {
    return number;
  }

  Watches watches() {
    return watches;
  }

  /** The cache, whose reads may be answered by the local tier. */
  Cache<Long, Item> cache() {
    return cache;
  }

  /** The cache for reads through the shared tier. */
  Cache<Long, Item> shared() {
    return shared;
  }

  @Override
  public void close() {
    manager.close();
  }
}
