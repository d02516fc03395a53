package io.symphra.cache.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The executor of a manager that was given none: virtual threads where the JVM has them, else a bounded pool of daemon
 * threads that refuses work when its queue is full.
 */
final class OwnExecutor implements Executor, AutoCloseable {

  private static final int MOST_THREADS = 64;
  private static final int MOST_WAITING = 1_024;

  private final ExecutorService service;

  private OwnExecutor(ExecutorService service) {
    this.service = service;
  }

  static OwnExecutor start() {
    return new OwnExecutor(Runtime.version().feature() >= 21 ? virtualThreads() : boundedPool());
  }

  static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void execute(Runnable task) {
    service.execute(task);
  }

  /** Takes no more work and interrupts what runs. */
  @Override
  public void close() {
    service.shutdownNow();
  }

  static ExecutorService boundedPool() {
    int threads = Math.min(MOST_THREADS, 4 * Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor pool = new ThreadPoolExecutor(
        threads,
        threads,
        10,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        daemons("symphra-cache"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** A thread for each task that must not wait for others: for each cache the delivery of events, and one renewal. */
  static ThreadPoolExecutor spare() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        daemons("symphra-cache-spare"));
  }

  /** The method is looked up because this code is compiled for Java 17. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a JVM of Java 21 or later has virtual threads", e);
    }
  }
}
