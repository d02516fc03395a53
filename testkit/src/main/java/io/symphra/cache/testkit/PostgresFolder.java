package io.symphra.cache.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  EmbeddedPostgres start(Map<String, String> settings, Duration patience) throws IOException {
    // Not lock(): while the folder is being deleted the JVM is going down, and nothing may start in
    // it.
    if (!use.readLock().tryLock()) {
      throw new IOException("PostgreSQL is not started: the JVM is shutting down");
    }
    try {
      return startNow(settings, patience);
    } finally {
      use.readLock().unlock();
    }
  }

  private EmbeddedPostgres startNow(Map<String, String> settings, Duration patience)
      throws IOException {
    Path data = Files.createTempDirectory(root, "data");
    File log = root.resolve(data.getFileName() + ".log").toFile();
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(patience)
        .setOutputRedirector(Redirect.appendTo(log))
        .setErrorRedirector(Redirect.appendTo(log))
        // Sorting and comparing as the bytes do, on every machine.
        .setLocaleConfig("locale", "C");
    settings.forEach(
        (name, value) -> builder.setServerConfig(name, value.isEmpty() ? "''" : value));
    try {
      EmbeddedPostgres server = builder.start();
      synchronized (running) {
        running.add(server);
      }
      return server;
    } catch (IOException | RuntimeException e) {
      IOException failure = new IOException("PostgreSQL did not start: " + tail(log), e);
      deleteTree(data);
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
    left.forEach(this::stopNow);
    deleteTree(root);
  }

  private static String tail(File log) throws IOException {
    if (!log.exists()) {
      return "it wrote no log";
    }
    List<String> lines = Files.readAllLines(log.toPath(), UTF_8);
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
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
