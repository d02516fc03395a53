package io.symphra.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes to the system of record.
 *
 * <p>Called on the caller's own thread, by several threads at once, while a fence stands on the keys. No lock of
 * the cache is held while it runs.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface CacheWriter<K, V> {

  /**
   * Inserts or replaces the values, all or none.
   *
   * @param entries at least one; unmodifiable
   * @return what the system of record now holds
   * @throws CacheWriteException to say which keys failed
   * @throws Exception if the write failed or its outcome is unknown
   */
  WriteResult<K, V> writeAll(Map<K, V> entries) throws Exception;

  /**
   * Deletes the keys, all or none; a key that does not exist is no error.
   *
   * @param keys at least one; unmodifiable
   * @throws Exception if the deletion failed or its outcome is unknown
   */
  void deleteAll(Set<K> keys) throws Exception;

  /**
   * The longest one call can take before this writer itself gives up, if it has such a limit. A cache refuses a writer
   * whose limit is not below its fence timeout.
   */
  default Optional<Duration> timeout() {
    return Optional.empty();
  }
}
