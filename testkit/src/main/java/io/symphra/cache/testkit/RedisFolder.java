package io.symphra.cache.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * The temporary folder of all Redis servers of this JVM, with the program and a folder for each server. When the JVM goes
 * down it kills the servers that still run, and deletes everything.
 */
final class RedisFolder {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);
  private static final String CONFIG = "redis.conf";
  private static final String LOG = "redis.log";
  private static final String SENTINEL_MARK = "sentinel";

  private final Path root;
  private final Path program;
  private final Set<Process> running = new HashSet<>();
  private boolean ended;

  private RedisFolder(Path root, Path program) {
    this.root = root;
    this.program = program;
  }

  static RedisFolder ofThisJvm() {
    return Holder.FOLDER;
  }

  static int freePort() throws IOException {
    // A node of a cluster listens on the port 10,000 above its own too.
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() <= 55_000) {
          return socket.getLocalPort();
        }
      }
    }
  }

  /** A folder with the configuration of a server that was never started. */
  Path create(int port, Map<String, String> settings, boolean sentinel) throws IOException {
    Path folder = Files.createTempDirectory(root, "server");
    List<String> lines =
        new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir \"" + folder + "\""));
    settings.forEach((name, value) -> {
      if (!sentinel || name.startsWith("sentinel")) {
        lines.add(name + " " + value);
      }
    });
    Files.write(folder.resolve(CONFIG), lines, UTF_8);
    if (sentinel) {
      Files.createFile(folder.resolve(SENTINEL_MARK));
    }
    return folder;
  }

  /** Starts the server of a folder, and returns when it answers. */
  Process start(Path folder, int port) throws IOException {
    Process process;
    synchronized (running) {
      if (ended) {
        throw new IOException("Redis is not started: the JVM is shutting down");
      }
      List<String> words =
          new ArrayList<>(List.of(program.toString(), folder.resolve(CONFIG).toString()));
      if (Files.exists(folder.resolve(SENTINEL_MARK))) {
        words.add("--sentinel");
      }
      process = new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve(LOG).toFile())
          .start();
      running.add(process);
    }
    long end = System.nanoTime() + PATIENCE;
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        stop(process, true);
        throw new IOException("Redis did not start: " + lastLine(folder.resolve(LOG)));
      }
      LockSupport.parkNanos(POLL);
    }
    if (!process.isAlive()) { // somebody else answers on this port
      stop(process, true);
      throw new IOException("Redis did not start: " + lastLine(folder.resolve(LOG)));
    }
    return process;
  }

  private static boolean answers(int port) {
    try (RedisWire wire = new RedisWire(port)) {
      wire.send("PING");
      return true;
    } catch (IllegalStateException e) {
      // It wants a password, which is an answer; but not while it loads its data.
      return !String.valueOf(e.getMessage()).contains("LOADING");
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops a server and returns when it is gone. */
  void stop(Process process, boolean atOnce) {
    synchronized (running) {
      running.remove(process);
    }
    end(process, atOnce);
  }

  private static void end(Process process, boolean atOnce) {
    try {
      if (atOnce) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  void delete(Path folder) {
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

  private void endAll() {
    List<Process> left;
    synchronized (running) {
      ended = true;
      left = List.copyOf(running);
    }
    left.forEach(process -> end(process, true));
    delete(root);
  }

  private static String lastLine(Path log) {
    try (Stream<String> lines = Files.lines(log, UTF_8)) {
      return lines.filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("it wrote no log");
    } catch (IOException | UncheckedIOException e) {
      return "it wrote no log";
    }
  }

  private static final class Holder {

    static final RedisFolder FOLDER = create();

    private static RedisFolder create() {
      try {
        Path root = Files.createTempDirectory("symphra-redis");
        Path programs = Files.createDirectory(root.resolve("program"));
        Path program =
            ExecutableProvider.newJarResourceProvider(programs.toFile()).get().toPath();
        RedisFolder folder = new RedisFolder(root, program);
        Runtime.getRuntime().addShutdownHook(new Thread(folder::endAll, "redis-stop"));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
