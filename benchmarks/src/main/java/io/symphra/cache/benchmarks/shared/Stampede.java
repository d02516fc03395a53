package io.symphra.cache.benchmarks.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Instances of one contender that all meet a cold key at once; counts how often it is loaded. */
final class Stampede implements AutoCloseable {

  private static final int INSTANCES = 4;
  private static final int CALLERS = 32;
  private static final long LOAD = TimeUnit.MILLISECONDS.toNanos(50);

  private final List<RemoteCache> instances = new ArrayList<>();

  Stampede(Supplier<RemoteCache> connect) {
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(connect.get());
    }
  }

  /**
   * Runs over some keys, one after the other.
   *
   * @param threads must run every caller at the same time
   * @return the most often that any of the keys was loaded
   */
  int run(int keys, ExecutorService threads) {
    int most = 0;
    for (int i = 0; i < keys; i++) {
      most = Math.max(most, loadsOf(ThreadLocalRandom.current().nextLong(1L << 62), threads));
    }
    return most;
  }

  private int loadsOf(long key, ExecutorService threads) {
    AtomicInteger loads = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(INSTANCES * CALLERS);
    List<Future<String>> answers = new ArrayList<>();
    for (RemoteCache instance : instances) {
      for (int i = 0; i < CALLERS; i++) {
        answers.add(threads.submit(() -> {
          pass(start);
          return instance.load(key, missing -> {
            loads.incrementAndGet();
            LockSupport.parkNanos(LOAD);
            return Entries.text(missing);
          });
        }));
      }
    }
    for (Future<String> answer : answers) {
      if (!Entries.text(key).equals(LocalPlayer.get(answer))) {
        throw new IllegalStateException("a caller of the stampede got a wrong answer");
      }
    }
    return loads.get();
  }

  private static void pass(CyclicBarrier start) throws InterruptedException {
    try {
      start.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException("another caller of the stampede failed", e);
    }
  }

  @Override
  public void close() {
    instances.forEach(RemoteCache::close);
  }
}
