package io.symphra.cache.benchmarks.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A JVM with some instances of the application, which works until the board says otherwise. It may be killed at any time, and
 * ends by itself when the process that started it is gone.
 */
public final class Worker {

  static final int INSTANCES = 2;
  private static final int THREADS = 6;

  private final Board board;
  private final int worker;
  private final Recent recent = new Recent();
  private final Checker checker;
  private final List<Instance> instances = new ArrayList<>();

  private Worker(Board board, int worker, Consumer<String> violations) {
    this.board = board;
    this.worker = worker;
    this.checker = new Checker(board, Bounds.ofTheTorture(), recent, violations);
  }

  /**
   * Runs a worker.
   *
   * @param arguments the file of the board, the number of the worker, the seed, the address of the database, and those of
   *     Redis
   */
  public static void main(String... arguments) throws SQLException, InterruptedException {
    endWithParent();
    int number = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Worker worker = new Worker(
        new Board(Path.of(arguments[0])),
        number,
        violation -> System.out.println(WorkerProcess.VIOLATION + violation));
    List<String> uris = List.of(arguments).subList(4, arguments.length);
    try (Database database = new Database(arguments[3])) {
      worker.work(database, uris, seed);
    }
    // What the libraries left running must not keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  private static void endWithParent() {
    Thread watcher = new Thread(
        () -> {
          try {
            while (System.in.read() >= 0) {
              // Nobody says anything; the end of the stream is the message.
            }
          } catch (IOException e) {
            // The same.
          }
          Runtime.getRuntime().halt(0);
        },
        "torture-parent");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void work(Database database, List<String> uris, long seed)
      throws SQLException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(new Instance(
          worker * INSTANCES + i, worker, uris, database, board, Bounds.ofTheTorture()));
    }
    Disturber disturber = new Disturber(board, worker, Bounds.ofTheTorture());
    for (int i = 0; i < INSTANCES; i++) {
      Instance instance = instances.get(i);
      Instance neighbour = instances.get((i + 1) % INSTANCES);
      Writes writes = new Writes(board, worker, instance, database, disturber, recent);
      for (int j = 0; j < THREADS; j++) {
        threads.add(new Thread(
            new Work(board, worker, instance, neighbour, writes, checker, recent, random.split()),
            "torture-" + instance.number() + "-" + j));
      }
    }
    threads.forEach(thread -> thread.setUncaughtExceptionHandler((which, failure) -> {
      failure.printStackTrace();
      Runtime.getRuntime().halt(WorkerProcess.BROKEN);
    }));
    threads.forEach(Thread::start);
    board.reached(worker, Board.Phase.WORK);
    for (Thread thread : threads) {
      thread.join();
    }
    compare(database.versions());
    board.reached(worker, Board.Phase.COMPARE);
  }

  /** Everything has been quiet for longer than any bound: now the caches say what the database says. */
  private void compare(Map<Long, Long> stored) {
    for (Instance instance : instances) {
      stored.forEach((key, version) -> {
        Item shared = instance.shared().get(key);
        if (shared == null || shared.version() != version) {
          checker.quietButStale(
              key, shared == null ? 0 : shared.version(), version, instance, false);
        }
        Item local = instance.cache().get(key);
        if (local == null || local.version() != version) {
          checker.quietButStale(key, local == null ? 0 : local.version(), version, instance, true);
        }
      });
    }
  }
}
