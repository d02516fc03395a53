package io.symphra.cache.warming;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.IfPresent;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.warming.internal.DefaultWarmer;
import java.util.concurrent.Executor;

/**
 * Loads entries into a cache before they are asked for.
 *
 * <p>Each key is filled under a lease, so a warm-up never replaces newer data and never repeats a load that is under
 * way; what that means for values that were read earlier stands at {@link WarmingSource}. A batch that fails is tried again, then its keys are tried one by one, then the failed keys are reported; the job
 * goes on.
 *
 * <p>Immutable and thread-safe: each setting gives a new warmer. A setting that is not allowed throws {@link
 * IllegalArgumentException} and names the cache, the option, the value and what is allowed.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface Warmer<K, V> {

  /** A warmer with the default settings. */
  static <K, V> Warmer<K, V> of(Cache<K, V> cache) {
    return new DefaultWarmer<>(cache);
  }

  /**
   * How many keys are loaded by one call. Default 500: large enough that the round trip no longer counts, small enough
   * that a batch is over in milliseconds and is no loss when it fails.
   *
   * @param keys 1 to 100,000
   */
  Warmer<K, V> batchSize(int keys);

  /**
   * How many batches are under way at once. Default 4: it hides the latency of the system of record, and leaves most of
   * a usual pool of ten connections to the readers. At most this many batches are in memory; the source is read no
   * further ahead.
   *
   * @param batches 1 to 256
   */
  Warmer<K, V> concurrency(int batches);

  /** The time to live of what is loaded. Default the cache's own. */
  Warmer<K, V> timeToLive(TimeToLive<? super K, ? super V> timeToLive);

  /** What is done about keys that have a fresh entry. Default {@link IfPresent#SKIP}. */
  Warmer<K, V> ifPresent(IfPresent ifPresent);

  /** How a failed batch is tried again. Default {@link WarmingRetry#ofDefaults()}. */
  Warmer<K, V> retry(WarmingRetry retry);

  /** Stops the job at the first key that cannot be loaded, not even alone. By default the job goes on. */
  Warmer<K, V> failFast();

  /**
   * Where sources are read and loaders run. A job takes at most {@link #concurrency} of its threads, also while it waits
   * to retry, and works with as few as one. If it rejects the job's first task the job fails; if its threads are
   * interrupted the job fails.
   *
   * <p>Default: daemon threads that the job starts and ends. They are platform threads also where virtual ones exist,
   * because there are few of them, and a driver that pins its carrier would hold up the readers.
   */
  Warmer<K, V> executor(Executor executor);

  /** Adds a listener to the jobs of this warmer. */
  Warmer<K, V> listener(WarmingListener listener);

  /**
   * Warms from a source, and waits until that is over. A source that fails and a job that another thread cancels are told
   * by the report, not by an exception.
   *
   * @throws IllegalArgumentException if the source cannot warm this cache, see {@link WarmingSource#check}
   * @throws CacheException if the thread is interrupted: the job is cancelled, the flag is set, and batches that are
   *     being loaded finish on their own threads
   */
  WarmingReport warmUp(WarmingSource<K, V> source);

  /**
   * Warms from a source in the background.
   *
   * @throws IllegalArgumentException if the source cannot warm this cache, see {@link WarmingSource#check}
   */
  WarmingJob start(WarmingSource<K, V> source);
}
