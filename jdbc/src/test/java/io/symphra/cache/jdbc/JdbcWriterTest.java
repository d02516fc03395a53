package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symphra.cache.CacheWriteException;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteResult;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcWriterTest {

  @Parameter
  TestDatabase database;

  record Product(long id, String name, @Nullable BigDecimal price) {}

  record Line(String article, int amount) {}

  record LineKey(UUID invoice, short line) {}

  @BeforeEach
  void tables() {
    database.run(
        "drop table if exists product",
        """
        create table product (
          id bigint primary key,
          name varchar(20) not null,
          price numeric(10, 2) default 9.99,
          constraint product_name unique (name))""",
        "insert into product values (1, 'one', 1.50), (2, 'two', 2.50), (3, 'three', 3.50)");
  }

  private JdbcWriterBuilder products() {
    return JdbcWriter.into(database.source()).table("product").key("id");
  }

  private List<String> rows() {
    return database.ask("select id, name, price from product order by id");
  }

  private static Product product(long id, String name) {
    return new Product(id, name, new BigDecimal("7.00"));
  }

  @Test
  void insertsAndReplaces() throws Exception {
    CacheWriter<Long, Product> writer = products().of(Product.class);
    Product two = new Product(2, "zwei", new BigDecimal("22.22"));
    Product four = new Product(4, "vier", null);

    WriteResult<Long, Product> result = writer.writeAll(Map.of(2L, two, 4L, four));

    assertThat(rows()).containsExactly("1|one|1.50", "2|zwei|22.22", "3|three|3.50", "4|vier|null");
    assertThat(result.storedValue(4L, four)).isSameAs(four);
  }

  @Test
  void deletesWhatExists() throws Exception {
    CacheWriter<Long, Product> writer = products().of(Product.class);

    writer.deleteAll(Set.of(1L, 3L, 99L));

    assertThat(rows()).containsExactly("2|two|2.50");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 256, 5_000})
  void batchesOfAnySizeWriteEveryRow(int batchSize) throws Exception {
    CacheWriter<Long, Product> writer = products().batchSize(batchSize).of(Product.class);
    Map<Long, Product> entries = LongStream.range(0, 1_239)
        .boxed()
        .collect(Collectors.toMap(Function.identity(), id -> product(id, "p" + id)));

    writer.writeAll(entries);
    assertThat(rows()).hasSize(1_239).contains("0|p0|7.00", "1238|p1238|7.00");

    writer.deleteAll(entries.keySet());
    assertThat(rows()).isEmpty();
  }

  @Test
  void oneBadRowMeansNoRowAndIsNamed() {
    CacheWriter<Long, Product> writer = products().batchSize(2).of(Product.class);
    Map<Long, Product> entries = Map.of(
        1L, product(1, "uno"),
        2L, product(2, "a name that is too long for its column"),
        4L, product(4, "three"),
        5L, product(5, "cinque"));

    CacheWriteException failure =
        catchThrowableOfType(CacheWriteException.class, () -> writer.writeAll(entries));

    assertThat(failure.failures().keySet()).isEqualTo(Set.of(2L, 4L));
    assertThat(failure.failures().values())
        .allSatisfy(cause -> assertThat(cause).isInstanceOf(SQLException.class));
    assertThat(failure)
        .hasMessageContaining("2 of 4 rows of table product")
        .hasCauseInstanceOf(SQLException.class);
    assertThat(rows()).containsExactly("1|one|1.50", "2|two|2.50", "3|three|3.50");
  }

  @Test
  void rowsThatContradictEachOtherAreFound() {
    CacheWriter<Long, Product> writer = products().of(Product.class);

    CacheWriteException failure = catchThrowableOfType(
        CacheWriteException.class,
        () -> writer.writeAll(Map.of(7L, product(7, "same"), 8L, product(8, "same"))));

    assertThat(failure.failures().keySet()).isEqualTo(Set.of(8L));
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aRowThatIsStillReferredToIsNotDeletedAndNamed() {
    database.run(
        "drop table if exists review",
        "create table review (product bigint, foreign key (product) references product (id))",
        "insert into review values (2)");
    CacheWriter<Long, Product> writer = products().of(Product.class);

    CacheWriteException failure =
        catchThrowableOfType(CacheWriteException.class, () -> writer.deleteAll(Set.of(1L, 2L)));
    database.run("drop table review");

    assertThat(failure.failures().keySet()).isEqualTo(Set.of(2L));
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aValueWithAnotherKeyThanItsOwnIsRefused() {
    CacheWriter<Long, Product> writer = products().of(Product.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.writeAll(Map.of(1L, product(1, "uno"), 5L, product(6, "sei"))))
        .withMessageContaining("property \"id\"")
        .withMessageContaining("nothing was written");
    assertThat(rows()).contains("1|one|1.50").hasSize(3);
  }

  @Test
  void theKeyNeedNotBePartOfTheValue() throws Exception {
    database.run(
        "drop table if exists line",
        "create table line (invoice uuid, line smallint, article varchar(20), amount int, primary key (invoice, line))");
    CacheWriter<LineKey, Line> writer =
        JdbcWriter.into(database.source()).table("line").key("invoice", "line").of(Line.class);
    UUID invoice = new UUID(1, 2);

    writer.writeAll(Map.of(
        new LineKey(invoice, (short) 1), new Line("tea", 3),
        new LineKey(invoice, (short) 2), new Line("milk", 1)));
    writer.writeAll(Map.of(new LineKey(invoice, (short) 2), new Line("cream", 2)));
    writer.deleteAll(Set.of(new LineKey(invoice, (short) 1)));

    assertThat(database.ask("select invoice, line, article, amount from line"))
        .containsExactly(invoice + "|2|cream|2");
  }

  record Rounded(long id, String name, BigDecimal price) {}

  @Test
  void givesBackWhatWasStored() throws Exception {
    CacheWriter<Long, Rounded> writer = products().returningStored().of(Rounded.class);
    Rounded given = new Rounded(5, "five", new BigDecimal("5.678"));
    Rounded other = new Rounded(2, "two", new BigDecimal("2"));

    WriteResult<Long, Rounded> result = writer.writeAll(Map.of(5L, given, 2L, other));

    assertThat(result.storedValue(5L, given))
        .isEqualTo(new Rounded(5, "five", new BigDecimal("5.68")));
    assertThat(result.storedValue(2L, other))
        .isEqualTo(new Rounded(2, "two", new BigDecimal("2.00")));
  }

  @Test
  void aGeneratedColumnIsLeftToTheDatabaseAndReadBack() throws Exception {
    CacheWriter<Long, Product> writer =
        products().generated("price").returningStored().of(Product.class);
    Product given = new Product(4, "four", null);
    Product existing = new Product(1, "uno", null);

    WriteResult<Long, Product> result = writer.writeAll(Map.of(4L, given, 1L, existing));

    assertThat(result.storedValue(4L, given))
        .isEqualTo(new Product(4, "four", new BigDecimal("9.99")));
    assertThat(result.storedValue(1L, existing))
        .isEqualTo(new Product(1, "uno", new BigDecimal("1.50")));
  }

  @Test
  void whatIsNotWrittenAsGivenIsUnknownUnlessItIsReadBack() throws Exception {
    CacheWriter<Long, Product> generated = products().generated("price").of(Product.class);
    CacheWriter<Long, Product> excluded = products().exclude("price").of(Product.class);
    Product four = product(4, "four");

    assertThat(generated.writeAll(Map.of(4L, four)).storedValue(4L, four)).isNull();
    assertThat(excluded.writeAll(Map.of(4L, four)).storedValue(4L, four)).isNull();
    assertThat(rows()).contains("4|four|9.99");
  }

  public static class ProductBean {
    private long id;
    private String title;
    private LocalDate soldOn;

    public ProductBean() {}

    ProductBean(long id, String title, LocalDate soldOn) {
      this.id = id;
      this.title = title;
      this.soldOn = soldOn;
    }

    public long getId() {
      return id;
    }

    public void setId(long id) {
      this.id = id;
    }

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public LocalDate getSoldOn() {
      return soldOn;
    }

    public void setSoldOn(LocalDate soldOn) {
      this.soldOn = soldOn;
    }

    public String getLabel() {
      return "#" + id;
    }
  }

  @Test
  void writesBeansWithRenamedAndExcludedProperties() throws Exception {
    database.run("alter table product add column sold_on date");
    CacheWriter<Long, ProductBean> writer =
        products().column("title", "name").exclude("label").returningStored().of(ProductBean.class);
    ProductBean bean = new ProductBean(6, "six", LocalDate.of(2024, 2, 29));

    WriteResult<Long, ProductBean> result = writer.writeAll(Map.of(6L, bean));

    assertThat(database.ask("select id, name, sold_on from product where id = 6"))
        .containsExactly("6|six|2024-02-29");
    assertThat(result.storedValue(6L, bean))
        .isNotSameAs(bean)
        .returns("six", ProductBean::getTitle)
        .returns(LocalDate.of(2024, 2, 29), ProductBean::getSoldOn);
  }

  record Order(int id, String group, String select) {}

  @Test
  void reservedWordsAreNames() throws Exception {
    String quote = database == TestDatabase.MARIADB ? "`" : "\"";
    Function<String, String> name = plain -> quote
        + (database == TestDatabase.H2 ? plain.toUpperCase(java.util.Locale.ROOT) : plain)
        + quote;
    String order = name.apply("order");
    database.run(
        "drop table if exists " + order,
        "create table " + order + " (id int primary key, " + name.apply("group") + " varchar(9), "
            + name.apply("select") + " varchar(9))");
    CacheWriter<Integer, Order> writer = JdbcWriter.into(database.source())
        .table(database == TestDatabase.MARIADB ? "order" : "Order")
        .key("ID")
        .returningStored()
        .of(Order.class);
    Order given = new Order(1, "g", "s");

    assertThat(writer.writeAll(Map.of(1, given)).storedValue(1, given)).isEqualTo(given);
    writer.deleteAll(Set.of(1));

    assertThat(database.ask("select * from " + order)).isEmpty();
  }

  record IdOnly(long id) {}

  @Test
  void aValueThatIsNothingButItsKeyIsWrittenTwiceWithoutError() throws Exception {
    database.run("drop table if exists seen", "create table seen (id bigint primary key)");
    CacheWriter<Long, IdOnly> writer =
        JdbcWriter.into(database.source()).table("seen").key("id").of(IdOnly.class);

    writer.writeAll(Map.of(1L, new IdOnly(1)));
    writer.writeAll(Map.of(1L, new IdOnly(1), 2L, new IdOnly(2)));

    assertThat(database.ask("select id from seen order by id")).containsExactly("1", "2");
  }

  record Wrong(long id, String nonsense) {}

  @Test
  void aColumnTheTableDoesNotHaveIsNamed() {
    CacheWriter<Long, Wrong> writer = products().of(Wrong.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.writeAll(Map.of(1L, new Wrong(1, "x"))))
        .withMessageContaining("table: \"product\"")
        .withMessageContaining("nonsense")
        .withCauseInstanceOf(SQLException.class);
  }

  @Test
  void batchesInOppositeOrderDoNotWaitForEachOther() throws Exception {
    CacheWriter<Long, Product> writer = products().batchSize(1).of(Product.class);
    Map<Long, Product> forward = new java.util.LinkedHashMap<>();
    Map<Long, Product> backward = new java.util.LinkedHashMap<>();
    IntStream.range(0, 40).forEach(i -> {
      forward.put(100L + i, product(100 + i, "f" + i));
      backward.put(139L - i, product(139 - i, "f" + (39 - i)));
    });
    List<Map<Long, Product>> both = List.of(forward, backward);

    List<java.util.concurrent.CompletableFuture<Void>> writes = IntStream.range(0, 40)
        .mapToObj(i -> java.util.concurrent.CompletableFuture.runAsync(() -> {
          try {
            writer.writeAll(both.get(i % 2));
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }))
        .toList();

    assertThat(writes)
        .allSatisfy(write -> assertThat(write).succeedsWithin(java.time.Duration.ofSeconds(30)));
  }

  @Test
  void aWriteThatWaitsLongerThanItsTimeoutGivesUpAndChangesNothing() throws Exception {
    CacheWriter<Long, Product> writer =
        products().timeout(java.time.Duration.ofSeconds(2)).of(Product.class);
    try (var blocker = database.source().getConnection();
        var statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.executeUpdate("update product set name = 'held' where id = 2");

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> writer.writeAll(Map.of(1L, product(1, "uno"), 2L, product(2, "due"))));
      blocker.rollback();
    }
    assertThat(writer.timeout()).contains(java.time.Duration.ofSeconds(2));
    assertThat(rows()).contains("1|one|1.50", "2|two|2.50");
  }
}
