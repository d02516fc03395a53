package io.symphra.cache.benchmarks.torture;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes through, with stops before the write and after the commit. It says nothing of its timeout: a writer that may
 * take longer than its fence is what is to be tried.
 */
final class DisturbedWriter implements CacheWriter<Long, Item> {

  private final CacheWriter<Long, Item> writer;
  private final Watches watches;
  private final Disturber disturber;

  DisturbedWriter(CacheWriter<Long, Item> writer, Watches watches, Disturber disturber) {
    this.writer = writer;
    this.watches = watches;
    this.disturber = disturber;
  }

  @Override
  public WriteResult<Long, Item> writeAll(Map<Long, Item> entries) throws Exception {
    WriteWatch watch = requireNonNull(watches.current(), "only watched threads write");
    disturber.beforeWrite(watch);
    WriteResult<Long, Item> result = writer.writeAll(entries);
    Map<Long, Long> versions = new HashMap<>();
    entries.forEach((key, given) -> versions.put(
        key, requireNonNull(result.storedValue(key, given), "no stored row").version()));
    watch.committed(versions);
    watch.standStill(false);
    disturber.afterCommit(watch);
    return result;
  }

  @Override
  public void deleteAll(Set<Long> keys) {
    throw new UnsupportedOperationException(
        "rows are never deleted: their versions would begin anew");
  }
}
