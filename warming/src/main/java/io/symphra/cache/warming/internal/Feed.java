package io.symphra.cache.warming.internal;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.warming.WarmingSource;
import io.symphra.cache.warming.spi.WarmingBatch;
import io.symphra.cache.warming.spi.WarmingCursor;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of a job, handed out batch by batch to its workers.
 *
 * <p>A worker comes for a batch only when it has nothing to do, so what is read and not yet filled is never more than a
 * batch per worker, however fast the source and slow the system of record. The source is closed as soon as it is at its
 * end, so that its connection is free while the last batches are filled.
 */
final class Feed<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final Cache<K, V> cache;
  private final WarmingSource<K, V> source;
  private final int batchSize;
  private final StopSignal stop;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable WarmingCursor<K, V> cursor;
  private boolean closed;
  private volatile OptionalLong expected = OptionalLong.empty();

  Feed(Cache<K, V> cache, WarmingSource<K, V> source, int batchSize, StopSignal stop) {
    this.cache = cache;
    this.source = source;
    this.batchSize = batchSize;
    this.stop = stop;
  }

  /** How many entries the source has; empty if it does not know or is not open. */
  OptionalLong expected() {
    return expected;
  }

  /** The next batch, or null if there is none or the job is to end. A source that fails ends the job. */
  @Nullable
  WarmingBatch<K, V> next() {
    turn.lock();
    try {
      WarmingBatch<K, V> batch = closed || stop.isRaised() ? null : read();
      if (batch == null || stop.isRaised()) {
        close();
        return null;
      }
      return batch;
    } finally {
      turn.unlock();
    }
  }

  private @Nullable WarmingBatch<K, V> read() {
    try {
      WarmingCursor<K, V> open = cursor;
      if (open == null) {
        open = source.open(cache);
        cursor = open;
        expected = open.expected();
      }
      return open.next(batchSize);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      stop.fail(new CacheException(
          "cache '" + cache.name() + "': the warming source (" + source.description() + ") failed: "
              + e,
          e));
      return null;
    }
  }

  /** Lets the source go; again and again is harmless. */
  void close() {
    turn.lock();
    try {
      WarmingCursor<K, V> open = cursor;
      closed = true;
      cursor = null;
      if (open != null) {
        open.close();
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "cache '{}': the warming source ({}) could not be closed; what was loaded stays",
          cache.name(),
          source.description(),
          e);
    } finally {
      turn.unlock();
    }
  }
}
