package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two million rows of a hundred characters, read by a JVM whose heap has room for a fraction of them. */
class ScanMemoryTest {

  private static final String HEAP = "-Xmx48m";
  private static final String POSTGRES_ROWS =
      "select i as id, repeat('x', 100) || i as text from generate_series(1, 2000000) i";
  private static final String H2_ROWS =
      "select x as id, repeat('x', 100) || x as text from system_range(1, 2000000)";

  @TempDir
  Path folder;

  @Test
  void aScanOfPostgresFitsIntoASmallHeap() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      assertThat(fork("scan", server.jdbcUrl(), POSTGRES_ROWS)).contains("read 2000000 rows");
    }
  }

  @Test
  void withoutACursorTheSameRowsDoNotFit() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      assertThat(fork("plain", server.jdbcUrl(), POSTGRES_ROWS)).contains("OutOfMemoryError");
    }
  }

  @Test
  void aScanOfH2FitsIntoASmallHeap() throws Exception {
    assertThat(fork("scan", "jdbc:h2:mem:scan;MAX_MEMORY_ROWS=100000000", H2_ROWS))
        .contains("read 2000000 rows");
  }

  @Test
  void withoutLazyExecutionTheSameRowsOfH2DoNotFit() throws Exception {
    assertThat(fork("plain", "jdbc:h2:mem:scan;MAX_MEMORY_ROWS=100000000", H2_ROWS))
        .containsAnyOf("OutOfMemoryError", "Out of memory");
  }

  private String fork(String how, String url, String query)
      throws IOException, InterruptedException {
    Path said = folder.resolve(how + ".log");
    Process jvm = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            how,
            url,
            query)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
    jvm.waitFor();
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  /** Reads all rows of a query and says how many there were. */
  static final class Reader {

    public static void main(String[] args) throws Exception {
      long rows = args[0].equals("scan") ? scan(args[1], args[2]) : plain(args[1], args[2]);
      System.out.println("read " + rows + " rows");
    }

    private static long scan(String url, String query) throws Exception {
      JdbcScanBuilder scan =
          JdbcScan.from(url.contains("h2") ? h2(url) : postgres(url)).query(query);
      try (Stream<Map.Entry<Long, String>> rows =
          scan.key("id").as(Long.class).rows(String.class)) {
        return rows.filter(row -> row.getValue().length() > 100).count();
      }
    }

    private static long plain(String url, String query) throws Exception {
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.setFetchSize(1_000);
        long rows = 0;
        try (var result = statement.executeQuery(query)) {
          while (result.next()) {
            rows++;
          }
        }
        return rows;
      }
    }

    private static PGSimpleDataSource postgres(String url) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(url);
      return source;
    }

    private static JdbcDataSource h2(String url) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(url);
      return source;
    }
  }
}
