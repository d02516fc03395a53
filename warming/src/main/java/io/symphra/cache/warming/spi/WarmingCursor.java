package io.symphra.cache.warming.spi;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A warming source that is open and being read, batch by batch.
 *
 * <p>One thread at a time calls it, not always the same one; what one did the next one sees.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface WarmingCursor<K, V> extends AutoCloseable {

  /** How many entries the source has in all, as well as it knows; empty if it does not. Asked once. */
  OptionalLong expected();

  /**
   * Reads on. Holds no more than this batch in memory.
   *
   * @param size how many entries to read at most, at least 1
   * @return what was read, or null at the end
   * @throws Exception if the source cannot be read; the job fails with it as the reason, and what was loaded stays
   */
  @Nullable
  WarmingBatch<K, V> next(int size) throws Exception;

  /**
   * Lets the source go. Called once, at the end, after a failure and after a cancel alike. What it throws is logged and
   * changes nothing.
   */
  @Override
  void close();
}
