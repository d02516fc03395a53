package io.symphra.cache.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis 6.2 server for a test or a demonstration.
 *
 * <p>It listens on a free port of 127.0.0.1 and keeps its data in a temporary folder. It writes snapshots only when told
 * to ({@link #save}). Server and data are gone after {@link #close()}, and at the latest when the JVM shuts down; a JVM that
 * is killed leaves both behind. The program comes with the library for Linux and macOS; the one for Windows is Redis 5,
 * too old for a shared tier. A start takes about 0.1 seconds.
 *
 * <p>Thread-safe, but stopping and starting one server from several threads at once makes no sense.
 */
public final class RedisServer implements AutoCloseable {

  private static final String DATA = "dump.rdb";

  private final Path folder;
  private final int port;
  private int snapshots;
  private @Nullable Process process;

  private RedisServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server with the settings of a fresh {@link #builder()}. */
  public static RedisServer start() {
    return builder().start();
  }

  /** A builder; without further settings the server keeps everything in memory and evicts nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** The port on 127.0.0.1; the same after a restart. */
  public int port() {
    return port;
  }

  /** The address, without user and password. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /**
   * Sends one command on a connection of its own and gives the answer as text, the elements of a list on lines of their
   * own; null is an empty string.
   *
   * @throws IllegalStateException if the server answers with an error
   * @throws UncheckedIOException if it does not answer
   */
  public String command(String... words) {
    try (RedisWire wire = new RedisWire(port)) {
      return wire.send(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a snapshot, which {@link #restart} goes back to, however much is written after it. */
  public void save() {
    command("SAVE");
  }

  /** Stops the server without a snapshot, and returns when it is gone. Does nothing if it does not run. */
  public synchronized void stop() {
    end(false);
  }

  /** Kills the server as a crash would. Does nothing if it does not run. */
  public synchronized void kill() {
    end(true);
  }

  private void end(boolean atOnce) {
    Process running = process;
    if (running != null) {
      RedisFolder.ofThisJvm().stop(running, atOnce);
      process = null;
    }
  }

  /** Starts the server again, with the data of the last {@link #save}; stops it first if it runs. */
  public synchronized void restart() {
    stop();
    launch();
  }

  /**
   * Writes a snapshot as {@link #save} does, and keeps a copy of it, so that {@link #restartFrom} can go back to it also
   * after later ones.
   */
  public synchronized Snapshot snapshot() {
    save();
    try {
      Path copy = folder.resolve("snapshot-" + snapshots + ".rdb");
      Files.copy(folder.resolve(DATA), copy);
      snapshots++;
      return new Snapshot(this, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the server again with the data of an earlier moment, as an operator does who puts back a backup; stops it first
   * if it runs.
   *
   * @throws IllegalArgumentException if the snapshot is of another server
   */
  public synchronized void restartFrom(Snapshot snapshot) {
    if (snapshot.server != this) {
      throw new IllegalArgumentException("Redis server: the snapshot is of another server");
    }
    stop();
    try {
      Files.copy(snapshot.file, folder.resolve(DATA), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    launch();
  }

  /** Starts the server again without data; stops it first if it runs. */
  public synchronized void restartEmpty() {
    stop();
    try {
      Files.deleteIfExists(folder.resolve(DATA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    launch();
  }

  private void launch() {
    try {
      process = RedisFolder.ofThisJvm().start(folder, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server and deletes its data. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    stop();
    RedisFolder.ofThisJvm().delete(folder);
  }

  /** What a server held at some moment; gone when the server is closed. Immutable. */
  public static final class Snapshot {

    private final RedisServer server;
    private final Path file;

    private Snapshot(RedisServer server, Path file) {
      this.server = server;
      this.file = file;
    }
  }

  /** Collects the settings of a server. Not thread-safe. */
  public static final class Builder {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");
    private static final int TRIES = 5;

    private final Map<String, String> settings = new LinkedHashMap<>();

    private Builder() {
      settings.put("save", "\"\"");
      settings.put("appendonly", "no");
    }

    /**
     * Sets a line of {@code redis.conf}, such as {@code maxmemory} to {@code 10mb}. A second value for a name replaces the
     * first.
     *
     * @param name lower-case letters and hyphens
     * @param value the rest of the line, as the server wants it, on one line
     * @throws IllegalArgumentException if either is of another form
     */
    public Builder setting(String name, String value) {
      if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
        throw new IllegalArgumentException(
            "server setting: name must match %s, was \"%s\"".formatted(NAME.pattern(), name));
      }
      if (value.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalArgumentException(
            "server setting: the value of %s must be one line".formatted(name));
      }
      settings.put(name, value);
      return this;
    }

    /**
     * Starts the server and returns when it accepts commands.
     *
     * @throws UncheckedIOException if it did not start; the message ends with what the server said
     */
    public RedisServer start() {
      return start(false);
    }

    /** Starts a sentinel instead of a server that keeps data. */
    RedisServer startSentinel() {
      return start(true);
    }

    private RedisServer start(boolean sentinel) {
      try {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) { // somebody may take the free port first
          int port = RedisFolder.freePort();
          Path folder = RedisFolder.ofThisJvm().create(port, settings, sentinel);
          RedisServer server = new RedisServer(folder, port);
          try {
            server.process = RedisFolder.ofThisJvm().start(folder, port);
            return server;
          } catch (IOException e) {
            server.close();
            last = e;
            if (!String.valueOf(e.getMessage()).contains("ddress already in use")) {
              break;
            }
          }
        }
        throw requireNonNull(last);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
