package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.WriteMode;
import io.symphra.cache.testkit.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code blocks of docs/jdbc.md, in its order. */
class JdbcGuideTest {

  private static PostgresServer server;

  private final DataSource dataSource = server.dataSource();
  private final CacheManager caches = CacheManager.builder().build();

  record Product(long id, String name, BigDecimal price) {}

  record Stock(String warehouse, long product) {}

  record Offer(long id, String title, LocalDate validUntil, long version) {}

  record Account(long id, long cents, long version) {}

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void tables() throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("""
          drop table if exists product, stock, offer, account;
          create table product (id bigint primary key, name text not null unique, price numeric(10, 2));
          insert into product values (101, 'tea', 3.50), (102, 'milk', 1.20), (103, 'sugar', 2.00);
          create table stock (warehouse text, product bigint, amount int, primary key (warehouse, product));
          insert into stock values ('north', 101, 7), ('south', 101, 9);
          create table offer (
            id bigint primary key, headline text, valid_until date, version bigint default 1);
          create table account (id bigint primary key, cents bigint, version bigint not null)""");
    }
  }

  @Test
  void firstSteps() {
    Cache<Long, Product> products = caches
        .cache("products", Long.class, Product.class)
        .loader(JdbcLoader.from(dataSource)
            .query("select id, name, price from product where id in (<keys>)")
            .key("id")
            .mapTo(Product.class))
        .writer(JdbcWriter.into(dataSource).table("product").key("id").of(Product.class))
        .writeMode(WriteMode.WRITE_THROUGH)
        .build();

    Product tea = products.get(101L);
    Map<Long, Product> some = products.getAll(List.of(101L, 102L, 999L));
    products.put(104L, new Product(104, "cocoa", new BigDecimal("4.10")));
    products.remove(103L);

    assertThat(tea.name()).isEqualTo("tea");
    assertThat(some).containsOnlyKeys(101L, 102L);
    assertThat(products.get(103L)).isNull();
    assertThat(JdbcLoader.from(dataSource)
            .query("select id, name from product where id in (<keys>)")
            .key("id")
            .mapTo(String.class))
        .satisfies(
            names -> assertThat(names.loadAll(java.util.Set.of(104L))).containsValue("cocoa"));
  }

  @Test
  void compositeKeys() {
    // record Stock(String warehouse, long product) {}
    Cache<Stock, Integer> stock = caches
        .cache("stock", Stock.class, Integer.class)
        .loader(JdbcLoader.from(dataSource)
            .query(
                "select warehouse, product, amount from stock where (warehouse, product) in (<keys>)")
            .key("warehouse", "product")
            .mapTo(Integer.class))
        .build();

    assertThat(stock.get(new Stock("south", 101))).isEqualTo(9);
  }

  @Test
  void moreOfLoaders() {
    Cache<Long, String> labels = caches
        .cache("labels", Long.class, String.class)
        .loader(JdbcLoader.from(dataSource)
            .query("select id, name, price from product where price < :limit and id in (<keys>)")
            .bind("limit", new BigDecimal("3.00"))
            .key("id")
            .batchSize(500)
            .timeout(Duration.ofSeconds(5))
            .map((row, context) -> row.getString("name") + " at " + row.getBigDecimal("price")))
        .build();

    assertThat(labels.get(102L)).isEqualTo("milk at 1.20");
    assertThat(labels.get(101L)).isNull();
  }

  @Test
  void moreOfWriters() {
    // record Offer(long id, String title, LocalDate validUntil, long version) {}
    Cache<Long, Offer> offers = caches
        .cache("offers", Long.class, Offer.class)
        .writer(JdbcWriter.into(dataSource)
            .table("public.offer")
            .key("id")
            .column("title", "headline")
            .generated("version")
            .returningStored()
            .timeout(Duration.ofSeconds(5))
            .of(Offer.class))
        .build();

    offers.put(7L, new Offer(7, "Tea week", LocalDate.of(2030, 1, 31), 0));

    assertThat(offers.getIfPresent(7L))
        .isEqualTo(new Offer(7, "Tea week", LocalDate.of(2030, 1, 31), 1));
  }

  @Test
  void versions() {
    // record Account(long id, long cents, long version) {}
    Cache<Long, Account> accounts = caches
        .cache("accounts", Long.class, Account.class)
        .loader(JdbcLoader.from(dataSource)
            .query("select id, cents, version from account where id in (<keys>)")
            .key("id")
            .mapTo(Account.class))
        .writer(JdbcWriter.into(dataSource)
            .table("account")
            .key("id")
            .version("version")
            .returningStored()
            .of(Account.class))
        .version(Account::version)
        .build();

    accounts.put(7L, new Account(7, 100, 0)); // a new row; its version is 1
    Account after =
        accounts.update(7L, account -> new Account(7, account.cents() + 50, account.version()));

    assertThat(after).isEqualTo(new Account(7, 150, 1));
    assertThat(accounts.get(7L)).isEqualTo(new Account(7, 150, 2));
  }

  @Test
  void failures() {
    Cache<Long, Product> products = caches
        .cache("products", Long.class, Product.class)
        .writer(JdbcWriter.into(dataSource).table("product").key("id").of(Product.class))
        .build();
    Map<Long, Product> entries = Map.of(
        201L,
        new Product(201, "coffee", BigDecimal.ONE),
        202L,
        new Product(202, "tea", BigDecimal.ONE));
    Map<?, ? extends Throwable> failures = Map.of();

    try {
      products.putAll(entries);
    } catch (CacheWriteException e) {
      failures = e.failures(); // 202: another product is called tea; 201 was not written either
    }

    assertThat(failures.keySet().toString()).isEqualTo("[202]");
  }

  @Test
  void scans() throws Exception {
    JdbcScan<Long> scan = JdbcScan.from(dataSource)
        .query("select id, name, price from product order by price desc")
        .key("id")
        .as(Long.class);
    long expected = scan.expected();
    Map<Long, Product> dearestFirst = new LinkedHashMap<>();
    try (Stream<Map.Entry<Long, Product>> rows = scan.rows(Product.class)) {
      rows.forEach(row -> dearestFirst.put(row.getKey(), row.getValue()));
    }

    assertThat(expected).isEqualTo(3);
    assertThat(dearestFirst.keySet()).containsExactly(101L, 103L, 102L);
  }

  @Test
  void everyBlockOfTheGuideIsCodeOfThisClass() throws Exception {
    String guide = withoutSpaces(Files.readString(Path.of("../docs/jdbc.md")));
    String tested = withoutSpaces(
        Files.readString(Path.of("src/test/java/io/symphra/cache/jdbc/JdbcGuideTest.java")));

    List<String> blocks = Pattern.compile("```java(.*?)```")
        .matcher(guide)
        .results()
        .map(m -> m.group(1))
        .toList();
    assertThat(blocks).hasSize(7).allSatisfy(block -> assertThat(tested).contains(block));
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s+", "");
  }
}
