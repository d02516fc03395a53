package io.symphra.cache.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * The temporary folder of all servers of this JVM: their data, their log, and the unpacked server itself.
 *
 * <p>One shutdown hook stops the servers and then deletes the folder; hooks of single servers would run at the same
 * time as it and miss the programs they need for stopping.
 */
final class PostgresFolder {

  private static final String NO_LOG = "it wrote no log";

  private final Path root;
  private final Set<EmbeddedPostgres> running = new LinkedHashSet<>();
  // Starts and stops hold the read lock; who deletes the folder waits for them with the write lock.
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private PostgresFolder(Path root) {
    this.root = root;
  }

  static PostgresFolder ofThisJvm() {
    return Holder.FOLDER;
  }

  EmbeddedPostgres start(PostgresServer.Builder options) throws IOException {
    // Not lock(): while the folder is being deleted the JVM is going down, and nothing may start in
    // it.
    if (!use.readLock().tryLock()) {
      throw new IOException("PostgreSQL is not started: the JVM is shutting down");
    }
    try {
      return startNow(options);
    } finally {
      use.readLock().unlock();
    }
  }

  private EmbeddedPostgres startNow(PostgresServer.Builder options) throws IOException {
    Path data = Files.createTempDirectory(root, "data");
    File log = root.resolve(data.getFileName() + ".log").toFile();
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(options.patience)
        .setOutputRedirector(Redirect.appendTo(log))
        .setErrorRedirector(Redirect.appendTo(log))
        // Sorting and comparing as the bytes do, on every machine.
        .setLocaleConfig("locale", "C");
    if (options.programs != null) {
      builder.setOverrideWorkingDirectory(options.programs.toFile());
    }
    options.settings.forEach(
        (name, value) -> builder.setServerConfig(name, value.isEmpty() ? "''" : value));
    try {
      EmbeddedPostgres server = builder.start();
      synchronized (running) {
        running.add(server);
      }
      return server;
    } catch (IOException | RuntimeException e) {
      IOException failure = new IOException("PostgreSQL did not start: " + lastLine(log), e);
      try {
        deleteTree(data);
      } catch (UncheckedIOException undeleted) {
        failure.addSuppressed(undeleted);
      }
      throw failure;
    }
  }

  void stop(EmbeddedPostgres server) {
    use.readLock().lock();
    try {
      stopNow(server);
    } finally {
      use.readLock().unlock();
    }
  }

  private void stopNow(EmbeddedPostgres server) {
    synchronized (running) {
      if (!running.remove(server)) {
        return;
      }
    }
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never gives the lock back: a server that started after this would stay. */
  private void stopAll() {
    use.writeLock().lock();
    List<EmbeddedPostgres> left;
    synchronized (running) {
      left = List.copyOf(running);
    }
    List<Runnable> steps = new ArrayList<>();
    left.forEach(server -> steps.add(() -> stopNow(server)));
    steps.add(() -> deleteTree(root));
    runEach(steps);
  }

  /** Runs every step, whatever those before it threw, and throws the first failure at the end. */
  static void runEach(List<Runnable> steps) {
    RuntimeException failure = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The last line with the reason: those of the program that starts the server come after it and say nothing. */
  private static String lastLine(File log) {
    try (Stream<String> lines = Files.lines(log.toPath(), UTF_8)) {
      return lines
          .filter(line -> !line.isBlank())
          .reduce((before, line) -> isReason(before) && !isReason(line) ? before : line)
          .orElse(NO_LOG);
    } catch (IOException | UncheckedIOException e) {
      return NO_LOG;
    }
  }

  private static boolean isReason(String line) {
    return line.contains("FATAL:") || line.contains("PANIC:");
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Holder {

    static final PostgresFolder FOLDER = create();

    private static PostgresFolder create() {
      try {
        Path root = Files.createTempDirectory("symphra-postgres");
        // The library behind this class keeps the unpacked server, and looks for stale data, in
        // this folder.
        System.setProperty("ot.epg.working-dir", root.resolve("server").toString());
        PostgresFolder folder = new PostgresFolder(root);
        Runtime.getRuntime().addShutdownHook(new Thread(folder::stopAll, "postgres-stop"));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
