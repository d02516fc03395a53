package io.symphra.cache.internal;

import io.symphra.cache.CacheBuilder;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.TypeRef;
import io.symphra.cache.WriteResult;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A local tier with flights as {@link CacheLinearizabilityTest} checks it: all of the product's own code, put together as
 * a cache manager does it, over a database of two rows.
 *
 * <p>Time stands still, so nothing expires and nobody loses patience; and there is no thread but those of the checker.
 */
final class CheckedCache {

  /** Nobody waits for so long in a run. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  /** The system of record: each row is read and written in one step. The second is never written. */
  final AtomicReferenceArray<@Nullable Integer> rows = new AtomicReferenceArray<>(2);

  final DefaultCache<Integer, Integer> cache;

  private CheckedCache(Mutation mutation, boolean withDatabase) {
    CacheAssembly assembly = new CacheAssembly(
        null,
        () -> 0,
        Runnable::run,
        Runnable::run,
        Runnable::run,
        new NoScheduler(),
        new NoScheduler(),
        new ObservedRules(mutation, true, List.of()),
        mutation.guardRules());
    CacheBuilder<Integer, Integer> builder = new DefaultCacheBuilder<>(
            "checked", TypeRef.of(Integer.class), TypeRef.of(Integer.class), config -> {
              return assembly.assemble(config, () -> {});
            })
        .maximumSize(100)
        .timeToLive(TimeToLive.eternal())
        .leaseTimeout(TIMEOUT)
        .fenceTimeout(TIMEOUT)
        .invalidationHistory(0);
    if (withDatabase) {
      builder
          .negativeCaching(NegativeCaching.of(Duration.ofDays(365)))
          .loader(CacheLoader.oneByOne(this::read))
          .writer(new Rows());
    }
    rows.set(1, 7);
    this.cache = (DefaultCache<Integer, Integer>) builder.build();
  }

  /** Reads through, and writes through. */
  static CheckedCache overDatabase(Mutation mutation) {
    return new CheckedCache(mutation, true);
  }

  /** Owns its values. */
  static CheckedCache alone(Mutation mutation) {
    return new CheckedCache(mutation, false);
  }

  /** The row, a little late: a write may come between its being read and its being stored. */
  @Nullable
  Integer read(int key) {
    Integer value = rows.get(key);
    letOthersGoOn();
    return value;
  }

  void write(int key, @Nullable Integer value) {
    letOthersGoOn();
    rows.set(key, value);
    letOthersGoOn();
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // nothing depends on it, but what is looked for comes more often
  static void letOthersGoOn() {
    Thread.yield();
  }

  private final class Rows implements CacheWriter<Integer, Integer> {
    @Override
    public WriteResult<Integer, Integer> writeAll(Map<Integer, Integer> entries) {
      entries.forEach(CheckedCache.this::write);
      return WriteResult.asGiven();
    }

    @Override
    public void deleteAll(Set<Integer> keys) {
      keys.forEach(key -> write(key, null));
    }
  }
}
