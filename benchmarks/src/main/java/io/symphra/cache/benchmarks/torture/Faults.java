package io.symphra.cache.benchmarks.torture;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Brings faults about on a thread of its own, one after the other, until it is closed. */
final class Faults implements AutoCloseable {

  private static final Duration PATIENCE_WITH_DOOM = Duration.ofSeconds(10);

  private final Board board;
  private final Servers servers;
  private final Map<Fault, Servers.Step> steps;
  private final Map<Fault, AtomicLong> counts = new EnumMap<>(Fault.class);
  private final SplittableRandom random;
  private final Thread thread;
  private volatile String holders;
  private volatile boolean isClosed;
  private volatile @Nullable RuntimeException failure;

  Faults(Board board, Servers servers, Workers workers, SplittableRandom random) {
    this.board = board;
    this.random = random;
    this.servers = servers;
    this.holders = servers.holders();
    this.steps = new EnumMap<>(servers.faults());
    steps.put(Fault.WORKER_KILLED, (drawn, losses) -> workers.kill(drawn));
    steps.put(Fault.WORKER_KILLED_BETWEEN_COMMIT_AND_RELEASE, (drawn, losses) -> doom(drawn));
    steps.keySet().forEach(fault -> counts.put(fault, new AtomicLong()));
    this.thread = new Thread(this::run, "torture-faults");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    FaultSchedule schedule = new FaultSchedule(steps.keySet(), random);
    try {
      while (!isClosed) {
        Pauses.millis(schedule.gapMillis());
        Fault fault = schedule.next();
        if (!isClosed) {
          requireNonNull(steps.get(fault)).run(random, board::nextEpoch);
          requireNonNull(counts.get(fault)).incrementAndGet();
          if (fault == Fault.REPLICA_PROMOTED) {
            holders = servers.holders();
          }
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** A worker is to kill itself when it comes between a commit and a release, which takes a moment. */
  private void doom(SplittableRandom drawn) {
    int worker = drawn.nextInt(Workers.COUNT);
    long dead = board.total(Tally.DIED);
    board.doom(worker, true);
    long end = System.nanoTime() + PATIENCE_WITH_DOOM.toNanos();
    while (board.total(Tally.DIED) == dead && System.nanoTime() - end < 0 && !isClosed) {
      Pauses.millis(20);
    }
    board.doom(worker, false);
  }

  /** How many of each kind there were. */
  Map<Fault, Long> counts() {
    Map<Fault, Long> now = new EnumMap<>(Fault.class);
    counts.forEach((fault, count) -> now.put(fault, count.get()));
    return now;
  }

  long total() {
    return counts.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Throws what ended the thread, if something did. */
  void check() {
    RuntimeException ended = failure;
    if (ended != null) {
      throw new IllegalStateException(
          "a fault could not be brought about: " + ended.getMessage(), ended);
    }
  }

  /**
   * Whether the data lies where it was brought, once this is closed. If not the servers replaced a master by themselves, and lost
   * data without anybody's knowing.
   */
  boolean knowsWhoHoldsTheData() {
    return holders.equals(servers.holders());
  }

  /** Ends it after the fault under way. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a fault was under way", e);
    }
  }
}
