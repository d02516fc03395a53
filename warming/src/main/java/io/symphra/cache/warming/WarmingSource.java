package io.symphra.cache.warming;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.warming.internal.OpenSource;
import io.symphra.cache.warming.internal.SizedSource;
import io.symphra.cache.warming.internal.StreamSource;
import io.symphra.cache.warming.spi.WarmingCursor;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a warm-up gets its entries from.
 *
 * <p>A job opens its source once, reads it batch by batch as far as the system of record keeps up, and closes it however
 * the job ends. Sources made from streams are read in constant memory; the stream is closed with the source. They can be
 * used for several jobs if what they were made from can.
 *
 * <p>Keys are the safe kind: their values are read under a lease, so that a write that happens meanwhile is noticed.
 * Entries and values were read before: a write that was over by then is not noticed, and where it left the key absent the
 * older value is stored; with {@code OVERWRITE} also over a newer one, unless the cache knows versions. Use them for data
 * that nobody writes meanwhile.
 *
 * <p>A key that a source gives twice within a batch is filled once, with the last value if it comes with values; the
 * others count as skipped. Twice in different batches: with {@code SKIP} the first stays, with {@code OVERWRITE} it is
 * filled twice, in no certain order unless the concurrency is 1.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface WarmingSource<K, V> {

  /** What it is, for reports and logs: a word or two. */
  String description();

  /**
   * Checks that this source can warm a cache. Called when a job is started, on the caller's thread; opens nothing.
   *
   * @throws IllegalArgumentException if it cannot; the message names the cache
   */
  default void check(Cache<K, V> cache) {}

  /**
   * Opens the source.
   *
   * @param cache what is warmed
   * @throws Exception if it cannot be opened; the job fails with it as the reason
   */
  WarmingCursor<K, V> open(Cache<K, V> cache) throws Exception;

  /**
   * This source with the number of entries it is known to have, for progress and the time left. The number is believed,
   * not enforced.
   *
   * @param entries not negative
   */
  default WarmingSource<K, V> expecting(long entries) {
    return new SizedSource<>(this, entries);
  }

  /** Entries the application has. The map is read while the job runs and must not change. */
  static <K, V> WarmingSource<K, V> map(Map<? extends K, ? extends V> entries) {
    requireNonNull(entries, "entries");
    return StreamSource.ofEntries("a map", () -> OpenSource.of(entries.entrySet()));
  }

  /**
   * Entries that a loading function of the application gives, all at once. It is called once per job and may throw
   * anything.
   */
  static <K, V> WarmingSource<K, V> supplier(
      Callable<? extends Map<? extends K, ? extends V>> entries) {
    requireNonNull(entries, "entries");
    return StreamSource.ofEntries(
        "a supplier",
        () -> OpenSource.of(
            requireNonNull(entries.call(), "the supplier gave a null map").entrySet()));
  }

  /**
   * Entries from a stream that is opened when the job runs and closed when it is over: a database cursor, a file. It may
   * throw anything.
   */
  static <K, V> WarmingSource<K, V> entries(
      Callable<? extends Stream<? extends Map.Entry<? extends K, ? extends V>>> entries) {
    requireNonNull(entries, "entries");
    return StreamSource.ofEntries("a stream of entries", () -> OpenSource.of(entries.call()));
  }

  /**
   * Values from a stream that know their key, such as the rows of a SQL query. The stream is opened when the job runs
   * and closed when it is over. It may throw anything.
   *
   * @param key the key of a value; what it throws fails the job
   */
  static <K, V> WarmingSource<K, V> values(
      Callable<? extends Stream<? extends V>> values, Function<? super V, ? extends K> key) {
    requireNonNull(values, "values");
    requireNonNull(key, "key");
    return StreamSource.ofValues(() -> OpenSource.of(values.call()), key);
  }

  /** Keys, loaded by the cache's own loader. The keys are read while the job runs and must not change. */
  static <K, V> WarmingSource<K, V> keys(Collection<? extends K> keys) {
    requireNonNull(keys, "keys");
    return StreamSource.ofKeys(() -> OpenSource.of(keys));
  }

  /** Keys from a stream that is opened when the job runs and closed when it is over, loaded by the cache's own loader. */
  static <K, V> WarmingSource<K, V> keys(Callable<? extends Stream<? extends K>> keys) {
    requireNonNull(keys, "keys");
    return StreamSource.ofKeys(() -> OpenSource.of(keys.call()));
  }

  /** Keys, loaded by a batch loader. The keys are read while the job runs and must not change. */
  static <K, V> WarmingSource<K, V> keys(
      Collection<? extends K> keys, CacheLoader<K, V> batchLoader) {
    requireNonNull(keys, "keys");
    return StreamSource.ofKeys(() -> OpenSource.of(keys), batchLoader);
  }

  /** Keys from a stream that is opened when the job runs and closed when it is over, loaded by a batch loader. */
  static <K, V> WarmingSource<K, V> keys(
      Callable<? extends Stream<? extends K>> keys, CacheLoader<K, V> batchLoader) {
    requireNonNull(keys, "keys");
    return StreamSource.ofKeys(() -> OpenSource.of(keys.call()), batchLoader);
  }
}
