package io.symphra.cache.redis.internal;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.function.Predicate;

/**
 * A walk over the keys of all masters, page by page. It sees every key that is there from its beginning to its end, and
 * goes through all keys of the server for that, also those of others.
 */
final class Scan {

  private static final int PAGE = 1_000;

  private final Topology topology;
  private final Batches batches;

  Scan(Topology topology, Batches batches) {
    this.topology = topology;
    this.batches = batches;
  }

  /**
   * Walks.
   *
   * @param pattern which keys, as the server matches them
   * @param page takes a page, which may hold a key twice; false ends the walk
   */
  void walk(byte[] pattern, Predicate<List<byte[]>> page) {
    RedisClusterAsyncCommands<byte[], byte[]> commands = topology.commands();
    ScanArgs args = new ScanArgs().match(pattern).limit(PAGE);
    KeyScanCursor<byte[]> cursor = batches.await(commands.scan(args).toCompletableFuture());
    while (page.test(cursor.getKeys()) && !cursor.isFinished()) {
      cursor = batches.await(commands.scan(cursor, args).toCompletableFuture());
    }
  }
}
