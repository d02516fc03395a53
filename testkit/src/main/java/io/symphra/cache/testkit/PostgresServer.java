package io.symphra.cache.testkit;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 18 server for a test or a demonstration.
 *
 * <p>It listens on a free port of 127.0.0.1 and keeps its data in a temporary folder. Server and data are gone after
 * {@link #close()}, and at the latest when the JVM shuts down; a JVM that is killed leaves both behind. The first start
 * in a JVM unpacks the server and takes about two seconds, the next ones well under one.
 *
 * <p>Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a server with the settings of a fresh {@link #builder()}. */
  public static PostgresServer start() {
    return builder().start();
  }

  /** A builder; without further settings the server favours speed over durability. */
  public static Builder builder() {
    return new Builder();
  }

  /** Connections to the database {@code postgres} as its superuser; each call of {@code getConnection} opens one. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    return source;
  }

  /** The address of the database {@code postgres}, with its superuser; there is no password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=" + USER;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getPort();
  }

  /** Stops the server and deletes its data; open connections break. Closing twice is harmless. */
  @Override
  public void close() {
    PostgresFolder.ofThisJvm().stop(server);
  }

  /** Collects the settings of a server. Not thread-safe. */
  public static final class Builder {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]*");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.,/*:-]+");

    final Map<String, String> settings = new LinkedHashMap<>();
    Duration patience = Duration.ofSeconds(60);

    @Nullable
    Path programs;

    private Builder() {
      settings.put("listen_addresses", "127.0.0.1");
      settings.put("max_connections", "100");
      // A socket file in a shared folder would outlive a killed server.
      settings.put("unix_socket_directories", "");
      durable(false);
    }

    /**
     * Whether a commit survives a crash of the machine ({@code fsync}, {@code synchronous_commit} and {@code
     * full_page_writes}). Default false. Switch it on for tests of durability and for every measurement of writes.
     */
    public Builder durable(boolean durable) {
      String value = durable ? "on" : "off";
      settings.put("fsync", value);
      settings.put("synchronous_commit", value);
      settings.put("full_page_writes", value);
      return this;
    }

    /**
     * Sets a server setting by its PostgreSQL name, such as {@code wal_level} to {@code logical}.
     *
     * @param name lower-case letters, digits, dots and underscores
     * @param value letters, digits and {@code _.,/*:-}, without spaces
     * @throws IllegalArgumentException if either is of another form
     */
    public Builder setting(String name, String value) {
      check("name", NAME, name);
      check("value", VALUE, value);
      settings.put(name, value);
      return this;
    }

    /**
     * Keeps the unpacked programs of the server in this folder, so that the next JVM need not unpack them: two seconds
     * and 60 MB. Its data stays in a temporary folder. The first start of a JVM decides for all. Default: everything is
     * temporary.
     */
    public Builder keepProgramsIn(Path folder) {
      this.programs = requireNonNull(folder, "folder");
      return this;
    }

    /** How long a start may take. */
    Builder patience(Duration patience) {
      this.patience = patience;
      return this;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @throws UncheckedIOException if it did not start; the message ends with what the server said
     */
    public PostgresServer start() {
      try {
        return new PostgresServer(PostgresFolder.ofThisJvm().start(this));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void check(String what, Pattern allowed, String given) {
      if (!allowed.matcher(requireNonNull(given, what)).matches()) {
        throw new IllegalArgumentException("server setting: %s must match %s, was \"%s\""
            .formatted(what, allowed.pattern(), given));
      }
    }
  }
}
