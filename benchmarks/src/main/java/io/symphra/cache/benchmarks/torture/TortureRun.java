package io.symphra.cache.benchmarks.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run on one topology, from the start of its servers to the removal of everything it left. Used once. */
final class TortureRun {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofMillis(1_500);
  private static final Duration UNTIL_A_FAILOVER_SHOWS = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 50;
  private static final int MOST_VIOLATIONS_KEPT = 10;

  private final Topology topology;
  private final Duration duration;
  private final long seed;
  private final Optional<Rule> without;
  private final String database;
  private final Consumer<String> progress;
  private final Bounds bounds = Bounds.ofTheTorture();
  private final List<String> violations = new CopyOnWriteArrayList<>();

  /**
   * A run.
   *
   * @param options of which the duration does not count the starts
   * @param database the address of a database with fresh rows
   */
  TortureRun(
      Topology topology, TortureOptions options, String database, Consumer<String> progress) {
    this.topology = topology;
    this.duration = options.duration();
    this.seed = options.seed();
    this.without = options.without();
    this.database = database;
    this.progress = progress;
  }

  TortureResult run() {
    Path folder = temporaryFolder();
    Thread cleaner = new Thread(() -> delete(folder), "torture-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      return run(folder);
    } finally {
      delete(folder);
      Runtime.getRuntime().removeShutdownHook(cleaner);
    }
  }

  private TortureResult run(Path folder) {
    Overlay overlay = new Overlay(folder.resolve("overlay"));
    without.ifPresent(rule -> rule.takeFrom(overlay));
    Path file = folder.resolve("board");
    Board board = new Board(file);
    for (long key = 0; key < Board.KEYS; key++) {
      board.committed(key, 1);
    }
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom seeds = random.split();
    long began = System.nanoTime();
    Map<Fault, Long> counts;
    try (Servers servers = topology.start(Workers.COUNT);
        Workers workers = new Workers(
            overlay.folder(),
            folder,
            worker -> arguments(file, worker, seeds, servers),
            this::violated)) {
      allReach(board, Board.Phase.WORK);
      began = System.nanoTime();
      Faults faults = new Faults(board, servers, workers, random.split());
      try (faults) {
        work(board, workers, faults, began);
      }
      faults.check();
      believe(board, faults);
      counts = faults.counts();
      if (board.violations() == 0) {
        comeToRest(board, workers);
      }
    }
    return new TortureResult(
        topology,
        Duration.ofNanos(System.nanoTime() - began),
        seed,
        TortureResult.lines(board, bounds),
        TortureResult.tallies(board),
        counts,
        board.violations(),
        violations);
  }

  /** A violation is one only if Redis did not lose data by itself. Whoever replaces a master needs a moment for it. */
  private void believe(Board board, Faults faults) {
    if (board.violations() > 0 && topology != Topology.STANDALONE) {
      Pauses.millis(UNTIL_A_FAILOVER_SHOWS.toMillis());
      if (!faults.knowsWhoHoldsTheData()) {
        throw new IllegalStateException(
            "a replica was promoted that nobody asked for, perhaps because this machine stood still; what was read after that proves nothing");
      }
    }
  }

  private List<String> arguments(Path board, int worker, SplittableRandom seeds, Servers servers) {
    List<String> arguments = new ArrayList<>(List.of(
        board.toString(), String.valueOf(worker), String.valueOf(seeds.nextLong()), database));
    arguments.addAll(servers.uris(worker));
    return arguments;
  }

  private void violated(String violation) {
    if (violations.size() < MOST_VIOLATIONS_KEPT) {
      violations.add(violation);
      progress.accept("VIOLATION " + violation);
    }
  }

  /** Everything at once, until the time is up or something is wrong. */
  private void work(Board board, Workers workers, Faults faults, long began) {
    long end = began + duration.minus(timeToRest()).toNanos();
    long nextLine = began + BETWEEN_LINES.toNanos();
    long before = 0;
    while (System.nanoTime() < end && board.violations() == 0) {
      Pauses.millis(POLL_MILLIS);
      workers.revive();
      faults.check();
      if (System.nanoTime() >= nextLine) {
        long now = operations(board);
        progress.accept(String.format(
            Locale.ROOT,
            "torture %s: %d s of %d s, %d s left, %,d operations/s, %d faults, %d violations",
            topology.word(),
            (System.nanoTime() - began) / 1_000_000_000,
            duration.toSeconds(),
            Math.max(0, duration.toSeconds() - (System.nanoTime() - began) / 1_000_000_000),
            (now - before) / BETWEEN_LINES.toSeconds(),
            faults.total(),
            board.violations()));
        before = now;
        nextLine += BETWEEN_LINES.toNanos();
      }
    }
  }

  private static long operations(Board board) {
    return board.total(Tally.READS)
        + board.total(Tally.LOCAL_READS)
        + board.total(Tally.WRITES)
        + board.total(Tally.WRITES_AROUND);
  }

  private Duration timeToRest() {
    return DRAIN.plus(bounds.of(Column.LOST, true)).plus(bounds.fenceTimeout());
  }

  /** No more writes and no more faults: when every bound is over, caches and database say the same. */
  private void comeToRest(Board board, Workers workers) {
    board.phase(Board.Phase.READ);
    long end = System.nanoTime() + timeToRest().toNanos();
    while (System.nanoTime() < end) { // the last one may have been killed a moment ago
      workers.revive();
      Pauses.millis(POLL_MILLIS);
    }
    board.phase(Board.Phase.COMPARE);
    allReach(board, Board.Phase.COMPARE);
  }

  private static void allReach(Board board, Board.Phase phase) {
    for (int i = 0; i < Workers.COUNT; i++) {
      int worker = i;
      Await.until(
          "worker %d to reach phase %s".formatted(worker, phase),
          PATIENCE,
          () -> board.hasReached(worker, phase));
    }
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("symphra-torture");
      Files.createDirectory(folder.resolve("overlay"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (java.nio.file.NoSuchFileException e) {
      // Deleted before.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
