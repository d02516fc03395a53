package io.symphra.cache.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheStats;
import io.symphra.cache.WriteMode;
import io.symphra.cache.WriteScope;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.jdbc.JdbcLoader;
import io.symphra.cache.jdbc.JdbcWriter;
import io.symphra.cache.testkit.PostgresServer;
import io.symphra.cache.warming.Warmer;
import io.symphra.cache.warming.WarmingReport;
import io.symphra.cache.warming.WarmingSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The program of the README. What it shows lies between the two marks, without the lines that end in {@code // check}. */
class FiveMinuteTourTest {

  @Test
  void warmsReadsWritesAndLetsGo() throws SQLException {
    try (PostgresServer server = PostgresServer.start()) {
      DataSource dataSource = server.dataSource();
      ProductRepository repository = new ProductRepository(dataSource);
      repository.create();
      Transactions transactions = new Transactions();
      List<Long> topSellers = List.of(101L, 102L, 999L);

      // tour:begin
      try (CacheManager caches = CacheManager.builder().build()) {

        Cache<Long, Product> products = caches
            .cache("products", Long.class, Product.class)
            .maximumSize(10_000)
            .timeToLive(TimeToLive.of(Duration.ofMinutes(30)).jitter(0.1))
            .serveStale(Duration.ofHours(1))
            .loader(JdbcLoader.from(dataSource)
                .query("select id, name, price from product where id in (<keys>)")
                .key("id")
                .mapTo(Product.class))
            .writer(JdbcWriter.into(dataSource).table("product").key("id").of(Product.class))
            .writeMode(WriteMode.WRITE_THROUGH)
            .build();

        // warm
        WarmingReport report =
            Warmer.of(products).batchSize(500).warmUp(WarmingSource.keys(topSellers));
        assertThat(report.loaded()).isEqualTo(2); // check
        assertThat(report.absent()).isEqualTo(1); // check

        // read: read-through, one query for what is missing, cache-aside
        Product one = products.get(101L);
        Map<Long, Product> some = products.getAll(List.of(101L, 102L));
        Product aside = products.get(103L, id -> repository.find(id));
        assertThat(one).isEqualTo(new Product(101, "lamp", 1_999)); // check
        assertThat(some).containsOnlyKeys(101L, 102L).containsEntry(101L, one); // check
        assertThat(aside).isEqualTo(new Product(103, "chair", 300)); // check

        // write: write-through, cache-aside, and around a transaction of the caller's
        products.put(101L, one.withPrice(4_999));
        products.update(102L, () -> repository.reprice(102L, 2_499));
        try (WriteScope scope = products.writing(Set.of(103L, 104L))) {
          transactions.run(() -> repository.swapPrices(103L, 104L));
          scope.committed();
        }
        assertThat(repository.find(101).price()).isEqualTo(4_999); // check
        assertThat(products.get(101L).price()).isEqualTo(4_999); // check
        assertThat(products.get(102L).price()).isEqualTo(2_499); // check
        assertThat(products.get(103L).price()).isEqualTo(400); // check
        assertThat(products.get(104L).price()).isEqualTo(300); // check

        // let go
        products.invalidate(101L);
        Cache<String, Profile> profiles =
            caches.cache("profiles", String.class, Profile.class).build();
        profiles.put("user:1:profile", new Profile("Ada")); // check
        profiles.put("user:1:orders", new Profile("Bea")); // check
        profiles.group("user:").invalidateMatching("*:profile");
        assertThat(profiles.getIfPresent("user:1:profile")).isNull(); // check
        assertThat(profiles.getIfPresent("user:1:orders")).isNotNull(); // check
        CacheStats stats = products.stats();
        assertThat(products.getIfPresent(101L)).isNull(); // check
        assertThat(stats.writes()).isEqualTo(3); // check
      }
      // tour:end
    }
  }

  /** A product. */
  public record Product(long id, String name, int price) {
    Product withPrice(int newPrice) {
      return new Product(id, name, newPrice);
    }
  }

  private record Profile(String name) {}

  private static final class Transactions {
    void run(Runnable work) {
      work.run();
    }
  }

  private record ProductRepository(DataSource dataSource) {

    void create() {
      execute(
          "create table product (id bigint primary key, name text not null, price int not null)");
      execute(
          "insert into product values (101, 'lamp', 1999), (102, 'desk', 2999), (103, 'chair', 300),"
              + " (104, 'shelf', 400)");
    }

    Product find(long id) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("select name, price from product where id = " + id)) {
        row.next();
        return new Product(id, row.getString(1), row.getInt(2));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    void reprice(long id, int price) {
      execute("update product set price = %d where id = %d".formatted(price, id));
    }

    void swapPrices(long one, long other) {
      execute("update product set price = 700 - price where id in (%d, %d)".formatted(one, other));
    }

    private void execute(String sql) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
