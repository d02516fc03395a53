package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.protect.LoadLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance that comes up cold under load does not fall upon its system of record. */
@ParameterizedClass
@EnumSource(Tiers.class)
class RestartStormTest {

  private static final int THREADS = 64;
  private static final int KEYS = 500;
  private static final int LIMIT = 4;

  private final CacheManager manager;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger loads = new AtomicInteger();

  RestartStormTest(Tiers tiers) {
    manager = tiers.manager(System::nanoTime);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Cache<Integer, Integer> cache(LoadLimit limit, Runnable slowness) {
    return manager
        .cache("numbers", Integer.class, Integer.class)
        .loadLimit(limit)
        .leaseTimeout(Duration.ofMinutes(1))
        .loader(CacheLoader.oneByOne(key -> {
          mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
          loads.incrementAndGet();
          try {
            slowness.run();
            return -key;
          } finally {
            running.decrementAndGet();
          }
        }))
        .build();
  }

  @Test
  void everybodyGetsAValueAndTheLimitHolds() {
    LoadLimit limit = LoadLimit.of(LIMIT).maxWaiting(THREADS).maxWait(Duration.ofSeconds(20));
    Cache<Integer, Integer> cache = cache(limit, Thread::yield);
    CyclicBarrier start = new CyclicBarrier(THREADS);

    List<Background<Integer>> readers = IntStream.range(0, THREADS)
        .mapToObj(seed -> Background.start(() -> {
          start.await();
          return readAll(cache, seed);
        }))
        .toList();

    assertThat(readers).allMatch(reader -> reader.result() == KEYS);
    assertThat(mostAtOnce.get()).isBetween(1, LIMIT);
    assertThat(loads.get()).as("each key once: flights and what they leave").isEqualTo(KEYS);
    assertThat(running).hasValue(0);
  }

  /** How many keys had their value, in an order of this reader's own. */
  private static int readAll(Cache<Integer, Integer> cache, int seed) {
    List<Integer> keys = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
    Collections.shuffle(keys, new Random(seed));
    int right = 0;
    for (Integer key : keys) {
      right += Integer.valueOf(-key).equals(cache.get(key)) ? 1 : 0;
    }
    return right;
  }

  @Test
  void beyondTheQueueEverybodyIsToldAtOnceAndNobodyElseLoads() {
    int waiting = 8;
    Semaphore database = new Semaphore(0);
    LoadLimit limit = LoadLimit.of(LIMIT).maxWaiting(waiting).maxWait(Duration.ofSeconds(20));
    Cache<Integer, Integer> cache = cache(limit, database::acquireUninterruptibly);
    AtomicLong turnedAway = new AtomicLong();

    List<Background<Integer>> readers = IntStream.range(0, THREADS)
        .mapToObj(key -> Background.start(() -> {
          try {
            return cache.get(key);
          } catch (LoadLimitExceededException e) {
            assertThat(e.keys()).hasSize(1);
            turnedAway.incrementAndGet();
            return null;
          }
        }))
        .toList();
    await().until(() -> turnedAway.get() == THREADS - LIMIT - waiting); // while no load has ended
    database.release(THREADS);

    long answered = readers.stream().filter(reader -> reader.result() != null).count();
    assertThat(answered).isEqualTo(LIMIT + waiting);
    assertThat(loads).hasValue(LIMIT + waiting);
    assertThat(mostAtOnce).hasValue(LIMIT);
  }

  /** The test's test: without a limit the same storm is one. */
  @Test
  void withoutALimitMoreThanThatLoadAtOnce() {
    Semaphore database = new Semaphore(0);
    Cache<Integer, Integer> cache = cache(LoadLimit.of(THREADS), database::acquireUninterruptibly);

    List<Background<Integer>> readers = IntStream.range(0, THREADS)
        .mapToObj(key -> Background.start(() -> cache.get(key)))
        .toList();
    await().until(() -> running.get() == THREADS);
    database.release(THREADS);

    assertThat(readers).allMatch(reader -> reader.result() != null);
  }
}
