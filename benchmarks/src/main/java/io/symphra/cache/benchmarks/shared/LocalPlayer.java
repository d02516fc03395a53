package io.symphra.cache.benchmarks.shared;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** A player in this JVM. */
public final class LocalPlayer implements Player {

  private static final int FILLERS = 8;

  private final Class<? extends RemoteCache> type;
  private final String uri;
  private final ExecutorService callers = Executors.newCachedThreadPool(task -> {
    Thread thread = new Thread(task, "caller");
    thread.setDaemon(true);
    return thread;
  });
  private final RemoteCache cache;
  private int begin;

  /** Connects and stores the entries. */
  public LocalPlayer(Class<? extends RemoteCache> type, String uri) {
    this.type = type;
    this.uri = uri;
    this.cache = connect();
    try {
      List<Future<?>> fillers = new ArrayList<>();
      for (int i = 0; i < FILLERS; i++) {
        int part = i;
        fillers.add(callers.submit(() -> fillPart(part)));
      }
      fillers.forEach(LocalPlayer::get);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void fillPart(int part) {
    for (int place = part; place < Entries.COUNT; place += FILLERS) {
      Long key = Entries.key(place);
      cache.put(key, Entries.value(key));
    }
  }

  RemoteCache connect() {
    try {
      return type.getConstructor(String.class).newInstance(uri);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("%s cannot connect".formatted(type.getSimpleName()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s needs a public constructor that takes an address".formatted(type), e);
    }
  }

  @Override
  public Slice play(Task task, int count, Duration time) {
    List<Caller> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Each goes on where the one before may have left off, so that short slices see all keys too.
      begin = (begin + 237) % Entries.COUNT;
      all.add(new Caller(cache, task, time, begin));
    }
    List<Future<Caller>> running = all.stream().map(callers::submit).toList();
    running.forEach(LocalPlayer::get);
    long[] times =
        all.stream().map(Caller::times).flatMapToLong(LongStream::of).sorted().toArray();
    return new Slice(
        times.length,
        all.stream().mapToDouble(Caller::perSecond).sum(),
        at(times, 0.5),
        at(times, 0.99));
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1_000.0;
  }

  @Override
  public int stampede(int keys) {
    try (Stampede stampede = new Stampede(this::connect)) {
      return stampede.run(keys, callers);
    }
  }

  static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a caller failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while callers ran", e);
    }
  }

  @Override
  public void close() {
    callers.shutdownNow();
    cache.close();
  }
}
