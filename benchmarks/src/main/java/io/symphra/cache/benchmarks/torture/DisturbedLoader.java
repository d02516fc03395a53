package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.CacheLoader;
import java.util.Map;
import java.util.Set;

/** Loads rows, and now and then is slow to bring them home. */
final class DisturbedLoader implements CacheLoader<Long, Item> {

  private final CacheLoader<Long, Item> loader;
  private final Board board;
  private final int worker;
  private final Disturber disturber;

  DisturbedLoader(CacheLoader<Long, Item> loader, Board board, int worker, Disturber disturber) {
    this.loader = loader;
    this.board = board;
    this.worker = worker;
    this.disturber = disturber;
  }

  @Override
  public Map<Long, Item> loadAll(Set<Long> keys) throws Exception {
    Map<Long, Item> items = loader.loadAll(keys);
    items.forEach((key, item) -> board.committed(key, item.version()));
    board.count(worker, Tally.LOADS, items.size());
    disturber.afterLoad(keys);
    return items;
  }
}
