package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symphra.cache.CacheLoader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcLoaderTest {

  @Parameter
  TestDatabase database;

  record Product(long id, String name, BigDecimal price) {}

  record InStock(String warehouse, int product) {}

  @BeforeEach
  void catalogue() {
    database.run(
        "drop table if exists product",
        "create table product (id bigint primary key, name varchar(80), price numeric(10, 2))",
        "insert into product values (1, 'one', 1.50), (2, 'two', 2.50), (3, 'three', 3.50)");
  }

  private JdbcLoaderBuilder products() {
    return JdbcLoader.from(database.source())
        .query("select id, name, price from product where id in (<keys>)")
        .key("id");
  }

  @Test
  void givesRecordsForTheKeysThatHaveARow() throws Exception {
    CacheLoader<Long, Product> loader = products().mapTo(Product.class);

    assertThat(loader.loadAll(Set.of(1L, 3L, 99L)))
        .containsOnly(
            Map.entry(1L, new Product(1, "one", new BigDecimal("1.50"))),
            Map.entry(3L, new Product(3, "three", new BigDecimal("3.50"))));
    assertThat(loader.loadAll(Set.of(99L))).isEmpty();
  }

  public static class ProductBean {
    private String name;
    private BigDecimal price;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public BigDecimal getPrice() {
      return price;
    }

    public void setPrice(BigDecimal price) {
      this.price = price;
    }
  }

  @Test
  void givesBeans() throws Exception {
    CacheLoader<Long, ProductBean> loader = products().mapTo(ProductBean.class);

    assertThat(loader.loadAll(Set.of(2L)).get(2L))
        .returns("two", ProductBean::getName)
        .returns(new BigDecimal("2.50"), ProductBean::getPrice);
  }

  @Test
  void givesTheOneColumnBesideTheKeyWhereverItStands() throws Exception {
    CacheLoader<Long, String> after = JdbcLoader.from(database.source())
        .query("select id, name from product where id in (<keys>)")
        .key("id")
        .mapTo(String.class);
    CacheLoader<Long, String> before = JdbcLoader.from(database.source())
        .query("select name, id from product where id in (<keys>)")
        .key("id")
        .mapTo(String.class);
    CacheLoader<Long, Long> itself = JdbcLoader.from(database.source())
        .query("select id from product where id in (<keys>)")
        .key("id")
        .mapTo(Long.class);

    assertThat(after.loadAll(Set.of(2L))).containsOnly(Map.entry(2L, "two"));
    assertThat(before.loadAll(Set.of(2L))).containsOnly(Map.entry(2L, "two"));
    assertThat(itself.loadAll(Set.of(2L))).containsOnly(Map.entry(2L, 2L));
  }

  @Test
  void givesWhatACustomMapperMakes() throws Exception {
    CacheLoader<Long, Integer> loader =
        products().map((row, context) -> row.getString("name").length());

    assertThat(loader.loadAll(Set.of(1L, 3L))).containsOnly(Map.entry(1L, 3), Map.entry(3L, 5));
  }

  @Test
  void aRowThatMapsToNullIsAMissingKey() throws Exception {
    database.run("update product set name = null where id = 2");
    CacheLoader<Long, String> loader = JdbcLoader.from(database.source())
        .query("select id, name from product where id in (<keys>)")
        .key("id")
        .mapTo(String.class);

    assertThat(loader.loadAll(Set.of(1L, 2L))).containsOnly(Map.entry(1L, "one"));
  }

  @Test
  void keysHaveTheTypeTheyWereAskedWithWhateverTheColumnHas() throws Exception {
    assertLoads("bigint", i -> (long) i);
    assertLoads("bigint", i -> i);
    assertLoads("integer", i -> (long) i);
    assertLoads("integer", i -> i);
    assertLoads("smallint", i -> (short) i);
    assertLoads("smallint", i -> (byte) i);
    assertLoads("numeric(20)", i -> (long) i);
    assertLoads("numeric(30)", i -> BigInteger.TEN.pow(25).add(BigInteger.valueOf(i)));
    assertLoads("varchar(40)", i -> "'; drop table product; -- \\\"{" + i);
    assertLoads("varchar(10)", i -> DayOfWeek.of(i % 7 + 1));
    assertLoads("uuid", i -> new UUID(i, -i));
    assertLoads("date", i -> LocalDate.of(1969, 12, 1).plusDays(i));
  }

  /** One key, a few, and so many that they go as an array where there are arrays. */
  private <K> void assertLoads(String column, IntFunction<K> key) throws Exception {
    Set<K> all = IntStream.rangeClosed(1, 50).mapToObj(key).collect(Collectors.toSet());
    database.run(
        "drop table if exists keyed",
        "create table keyed (k " + column + " primary key, v varchar(60))");
    // MariaDB takes a backslash in a literal as the beginning of an escape.
    String escape = database == TestDatabase.MARIADB ? "\\\\" : "\\";
    List<String> values = new ArrayList<>();
    for (K one : all) {
      String literal = one.toString().replace("'", "''").replace("\\", escape);
      values.add("('" + literal + "', 'v')");
    }
    database.run("insert into keyed values " + String.join(", ", values));
    CacheLoader<K, String> loader = JdbcLoader.from(database.source())
        .query("select k, v from keyed where k in (<keys>)")
        .key("k")
        .mapTo(String.class);

    for (int size : new int[] {1, 3, all.size()}) {
      Set<K> keys = all.stream().limit(size).collect(Collectors.toSet());
      assertThat(loader.loadAll(keys)).as("%d of %s", size, column).containsOnlyKeys(keys);
    }
  }

  @Test
  void aCompositeKeyIsARecord() throws Exception {
    database.run(
        "drop table if exists stock",
        "create table stock (warehouse varchar(20), product integer, amount integer, primary key (warehouse, product))",
        "insert into stock values ('north', 1, 11), ('north', 2, 12), ('south', 1, 21)");
    CacheLoader<InStock, Integer> loader = JdbcLoader.from(database.source())
        .query(
            "select warehouse, product, amount from stock where (warehouse, product) in (<keys>)")
        .key("warehouse", "product")
        .mapTo(Integer.class);

    assertThat(loader.loadAll(
            Set.of(new InStock("north", 2), new InStock("south", 1), new InStock("south", 2))))
        .containsOnly(
            Map.entry(new InStock("north", 2), 12), Map.entry(new InStock("south", 1), 21));
    assertThat(loader.loadAll(Set.of(new InStock("north", 1))))
        .containsOnly(Map.entry(new InStock("north", 1), 11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 100, 1_000})
  void anyNumberOfKeysIsSplitIntoBatches(int batchSize) throws Exception {
    database.run(
        "drop table if exists many", "create table many (id bigint primary key, v bigint)");
    database.run(LongStream.rangeClosed(1, 500)
        .mapToObj(id -> "(" + id + "," + id * 10 + ")")
        .collect(Collectors.joining(",", "insert into many values ", "")));
    CacheLoader<Long, Long> loader = JdbcLoader.from(database.source())
        .query("select id, v from many where id in (<keys>)")
        .key("id")
        .batchSize(batchSize)
        .mapTo(Long.class);

    for (int wanted : List.of(1, 2, 3, 5, 100, 501)) {
      Set<Long> keys =
          LongStream.rangeClosed(1, wanted).boxed().collect(Collectors.toCollection(TreeSet::new));
      Map<Long, Long> found = loader.loadAll(keys);
      assertThat(found).hasSize(Math.min(wanted, 500));
      assertThat(found).allSatisfy((key, value) -> assertThat(value).isEqualTo(key * 10));
    }
  }

  @Test
  void furtherParametersAreBound() throws Exception {
    CacheLoader<Long, Product> loader = JdbcLoader.from(database.source())
        .query("select id, name, price from product where price > :least and id in (<keys>);")
        .key("id")
        .bind("least", new BigDecimal("2"))
        .mapTo(Product.class);

    assertThat(loader.loadAll(Set.of(1L, 2L, 3L))).containsOnlyKeys(2L, 3L);
  }

  @Test
  void aRowThatWasNotAskedForIsAnError() {
    CacheLoader<Long, String> loader = JdbcLoader.from(database.source())
        .query("select id + 1 as id, name from product where id in (<keys>)")
        .key("id")
        .mapTo(String.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("query")
        .withMessageContaining("not asked for")
        .withMessageContaining("select id + 1");
  }

  @Test
  void twoRowsForAKeyAreAnError() {
    CacheLoader<Long, String> loader = JdbcLoader.from(database.source())
        .query("select p.id, p.name from product p, product other where p.id in (<keys>)")
        .key("id")
        .mapTo(String.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("key: id is not unique")
        .withMessageContaining("one row for each key");
  }

  @Test
  void aKeyColumnThatIsNotInTheResultIsNamedWithThoseThatAre() {
    CacheLoader<Long, Product> loader = JdbcLoader.from(database.source())
        .query("select id, name, price from product where id in (<keys>)")
        .key("product_id")
        .mapTo(Product.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("key: the result of the query has no column \"product_id\"")
        .withMessageMatching("(?is).*allowed: id, name, price.*");
  }

  @Test
  void aNullKeyIsAnError() {
    CacheLoader<Long, String> loader = JdbcLoader.from(database.source())
        .query("select nullif(id, 1) as id, name from product where id in (<keys>)")
        .key("id")
        .mapTo(String.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("is null");
  }

  @Test
  void aComponentWithoutAColumnIsAnError() {
    CacheLoader<Long, Product> loader = JdbcLoader.from(database.source())
        .query("select id, name from product where id in (<keys>)")
        .key("id")
        .mapTo(Product.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("mapTo")
        .withMessageContaining("Product")
        .withMessageContaining("price");
  }

  @Test
  void aScalarOfSeveralColumnsIsAnError() {
    CacheLoader<Long, String> loader = products().mapTo(String.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("mapTo: java.lang.String is read from one column");
  }

  @Test
  void aQueryTheDatabaseRefusesIsNamed() {
    CacheLoader<Long, String> loader = JdbcLoader.from(database.source())
        .query("select id, nonsense from product where id in (<keys>)")
        .key("id")
        .mapTo(String.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1L)))
        .withMessageContaining("query")
        .withMessageContainingAll("nonsense")
        .withCauseInstanceOf(SQLException.class);
  }

  @Test
  void keysThatDoNotFitTheKeyColumnsAreAnError() {
    CacheLoader<InStock, Product> loader = products().mapTo(Product.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(new InStock("north", 1))))
        .withMessageContaining("key: id; allowed")
        .withMessageContaining("2 columns");
  }

  @Test
  void aKeyTypeThatCannotBeBoundIsAnError() {
    CacheLoader<Double, Product> loader = products().mapTo(Product.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader.loadAll(Set.of(1.5)))
        .withMessageContaining("java.lang.Double")
        .withMessageContaining("allowed: byte, short, int, long");
  }
}
