package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @Test
  void isARealPostgres18OnTheLoopbackAddress() throws SQLException {
    try (PostgresServer server = PostgresServer.start()) {
      assertThat(ask(server, "select current_setting('server_version')")).startsWith("18.");
      assertThat(ask(server, "select host(inet_server_addr())")).isEqualTo("127.0.0.1");
      assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void favoursSpeedUnlessToldToBeDurable() throws SQLException {
    try (PostgresServer fast = PostgresServer.start();
        PostgresServer durable = PostgresServer.builder().durable(true).start()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(ask(fast, "show " + setting)).isEqualTo("off");
        assertThat(ask(durable, "show " + setting)).isEqualTo("on");
      }
    }
  }

  @Test
  void takesServerSettings() throws SQLException {
    try (PostgresServer server =
        PostgresServer.builder().setting("wal_level", "logical").start()) {
      assertThat(ask(server, "show wal_level")).isEqualTo("logical");
    }
  }

  @Test
  void refusesSettingsThatWouldNeedQuoting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresServer.builder().setting("wal_level", "a b"))
        .withMessageContaining("\"a b\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresServer.builder().setting("-c fsync", "on"))
        .withMessageContaining("-c fsync");
  }

  @Test
  void saysWhyAServerDidNotStart() {
    PostgresServer.Builder wrong =
        PostgresServer.builder().setting("no_such_setting", "1").patience(Duration.ofSeconds(2));

    assertThatThrownBy(wrong::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no_such_setting")
        .message()
        .hasLineCount(1);
  }

  @Test
  void stopsTheOthersWhenOneDoesNotStop() {
    List<String> done = new ArrayList<>();
    RuntimeException first = new IllegalStateException("first");
    RuntimeException third = new IllegalStateException("third");

    assertThatThrownBy(() -> PostgresFolder.runEach(List.of(
            () -> {
              throw first;
            },
            () -> done.add("second"),
            () -> {
              throw third;
            },
            () -> done.add("fourth"))))
        .isSameAs(first)
        .hasSuppressedException(third);
    assertThat(done).containsExactly("second", "fourth");
  }

  @Test
  void isGoneAfterClose() throws SQLException {
    PostgresServer server = PostgresServer.start();
    Path data = Path.of(ask(server, "show data_directory"));
    assertThat(data).isDirectory();

    server.close();
    server.close();

    assertThat(data).doesNotExist();
    assertThatThrownBy(() -> ask(server, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void isGoneWhenTheJvmShutsDown() throws Exception {
    Path data = startAndInterrupt();

    assertThat(data.getParent()).doesNotExist();
  }

  @Test
  void keepsItsProgramsWhereItIsToldButNotItsData(@TempDir Path folder) throws Exception {
    Path data = startAndInterrupt(folder.toString());

    assertThat(data.getParent()).doesNotExist();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files)
          .anyMatch(file -> file.endsWith("bin/initdb"))
          .noneMatch(file -> file.endsWith("PG_VERSION"));
    }
  }

  /** The data folder of a server in a JVM that was ended as Ctrl-C does it. */
  private static Path startAndInterrupt(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Abandoned.class.getName()));
    command.addAll(List.of(args));
    Process jvm = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try (BufferedReader said = jvm.inputReader()) {
      String url = said.readLine();
      Path data = Path.of(said.readLine());
      assertThat(data).isDirectory();

      jvm.destroy();
      jvm.waitFor();

      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
      return data;
    }
  }

  /** A program that starts a server and never closes it. */
  static final class Abandoned {
    public static void main(String[] args) throws Exception {
      PostgresServer.Builder builder = PostgresServer.builder();
      for (String folder : args) {
        builder.keepProgramsIn(Path.of(folder));
      }
      PostgresServer server = builder.start();
      System.out.println(server.jdbcUrl());
      System.out.println(ask(server, "show data_directory"));
      System.in.read();
    }
  }

  private static String ask(PostgresServer server, String query) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
