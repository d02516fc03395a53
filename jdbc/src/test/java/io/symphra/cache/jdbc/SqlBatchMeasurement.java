package io.symphra.cache.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.testkit.PostgresServer;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures the ways of asking PostgreSQL for many keys; run by hand for docs/decisions/0003-sql-batches.md.
 *
 * <p>One connection, prepared statements reused as behind a pool, a million rows in memory, loopback.
 */
final class SqlBatchMeasurement {

  private static final int ROWS = 1_000_000;
  private static final long NANOS = 6_000_000_000L;
  private static final String QUERY = "select id, name, price from product where id in (<keys>)";

  private final Connection connection;
  private final SplittableRandom random = new SplittableRandom(42);

  private SqlBatchMeasurement(Connection connection) {
    this.connection = connection;
  }

  record Product(long id, String name, double price) {}

  record Pair(long a, long b) {}

  public static void main(String[] args) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    try (PostgresServer server = PostgresServer.start();
        Connection connection = server.dataSource().getConnection()) {
      try (var statement = connection.createStatement()) {
        statement.execute("create table product (id bigint primary key, name text, price float8)");
        statement.execute(
            "insert into product select i, 'product ' || i, i / 100.0 from generate_series(1, %d) i"
                .formatted(ROWS));
        statement.execute("create table pair (a bigint, b bigint, v text, primary key (a, b))");
        statement.execute(
            "insert into pair select i %% 1000, i, 'v' || i from generate_series(1, %d) i"
                .formatted(ROWS));
        statement.execute("analyze");
      }
      new SqlBatchMeasurement(connection).run(out);
    }
  }

  private void run(PrintWriter out) {
    CacheLoader<Long, Product> list = loader(SqlDialect.H2);
    CacheLoader<Long, Product> array = loader(SqlDialect.POSTGRESQL);
    for (int size : new int[] {1, 2, 4, 10, 100, 1_000}) {
      compare(
          out,
          size + " keys",
          Map.of(
              "1 jdbc in (exact)", () -> list(keys(size), size),
              "2 jdbc in (padded)", () -> list(keys(size), padded(size)),
              "3 jdbc = any(?)", () -> array(keys(size)),
              "4 JdbcLoader in (padded)", () -> load(list, keys(size)),
              "5 JdbcLoader = any(?)", () -> load(array, keys(size))));
    }
    compare(
        out,
        "1 to 1000 keys",
        Map.of(
            "1 jdbc in (exact)", () -> list(keys(upTo(1_000)), -1),
            "2 jdbc in (padded)",
                () -> {
                  long[] keys = keys(upTo(1_000));
                  return list(keys, padded(keys.length));
                },
            "3 jdbc = any(?)", () -> array(keys(upTo(1_000)))));
    CacheLoader<Pair, String> pairList = pairs(SqlDialect.H2);
    CacheLoader<Pair, String> pairArray = pairs(SqlDialect.POSTGRESQL);
    for (int size : new int[] {1, 10, 100, 1_000}) {
      compare(
          out,
          size + " composite keys",
          Map.of(
              "4 JdbcLoader in (padded)", () -> load(pairList, pairKeys(size)),
              "5 JdbcLoader unnest", () -> load(pairArray, pairKeys(size))));
    }
  }

  private static int padded(int size) {
    return Math.min(1_000, Integer.highestOneBit(Math.max(1, size * 2 - 1)));
  }

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  /** Calls the variants in turn, so that a busy machine is equally busy for all, and prints their median times. */
  private static void compare(PrintWriter out, String what, Map<String, IntSupplier> variants) {
    Map<String, List<Long>> times = new TreeMap<>();
    long start = System.nanoTime();
    int round = 0;
    while (System.nanoTime() - start < NANOS) {
      boolean warm = round++ > 50;
      variants.forEach((name, call) -> {
        long before = System.nanoTime();
        int unused = call.getAsInt();
        long took = System.nanoTime() - before;
        if (warm) {
          times.computeIfAbsent(name, n -> new ArrayList<>()).add(took);
        }
      });
    }
    times.forEach((name, all) -> out.printf(
        "%-20s %-26s %9.1f us%n",
        what,
        name.substring(2),
        all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow() / 1e3));
  }

  private long[] keys(int size) {
    return LongStream.generate(() -> random.nextLong(1, ROWS + 1))
        .distinct()
        .limit(size)
        .toArray();
  }

  private Set<Pair> pairKeys(int size) {
    return Arrays.stream(keys(size))
        .mapToObj(i -> new Pair(i % 1_000, i))
        .collect(Collectors.toSet());
  }

  private int list(long[] keys, int size) {
    int parameters = size < 0 ? keys.length : size;
    String sql = QUERY.replace("<keys>", "?" + ", ?".repeat(parameters - 1));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters; i++) {
        statement.setLong(i + 1, keys[Math.min(i, keys.length - 1)]);
      }
      return read(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int array(long[] keys) {
    try (PreparedStatement statement =
        connection.prepareStatement(QUERY.replace("in (<keys>)", "= any(?)"))) {
      statement.setArray(
          1, connection.createArrayOf("int8", Arrays.stream(keys).boxed().toArray()));
      return read(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static int read(PreparedStatement statement) throws SQLException {
    Map<Long, Product> found = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.put(
            rows.getLong(1), new Product(rows.getLong(1), rows.getString(2), rows.getDouble(3)));
      }
    }
    return found.size();
  }

  private static int load(CacheLoader<Long, Product> loader, long[] keys) {
    return load(loader, Arrays.stream(keys).boxed().collect(Collectors.toSet()));
  }

  private static <K, V> int load(CacheLoader<K, V> loader, Set<K> keys) {
    try {
      return loader.loadAll(keys).size();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private CacheLoader<Long, Product> loader(SqlDialect dialect) {
    return JdbcLoader.from(kept()).query(QUERY).key("id").dialect(dialect).mapTo(Product.class);
  }

  private CacheLoader<Pair, String> pairs(SqlDialect dialect) {
    return JdbcLoader.from(kept())
        .query("select a, b, v from pair where (a, b) in (<keys>)")
        .key("a", "b")
        .dialect(dialect)
        .mapTo(String.class);
  }

  /** A data source whose connection stays open, as a pool's does. */
  private DataSource kept() {
    Connection unclosed = (Connection) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) ->
            method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return new PGSimpleDataSource() {
      @Override
      public Connection getConnection() {
        return unclosed;
      }
    };
  }
}
