package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcScanTest {

  @Parameter
  TestDatabase database;

  record Item(long id, String name) {}

  record Place(int shelf, short slot) {}

  @BeforeEach
  void items() {
    database.run(
        "drop table if exists item",
        "create table item (id integer primary key, name varchar(20), shelf integer, slot integer)",
        LongStream.rangeClosed(1, 2_500)
            .mapToObj(id -> "(%d, 'item %d', %d, %d)".formatted(id, id, id / 100, id % 100))
            .collect(Collectors.joining(",", "insert into item values ", "")));
  }

  private JdbcScanBuilder items(String query) {
    return JdbcScan.from(database.source()).query(query).fetchSize(100);
  }

  @Test
  void streamsKeysInTheOrderOfTheQuery() throws Exception {
    JdbcScan<Long> scan =
        items("select id from item order by id desc").key("id").as(Long.class);

    try (Stream<Long> keys = scan.keys()) {
      assertThat(keys)
          .isEqualTo(LongStream.rangeClosed(1, 2_500).mapToObj(i -> 2_501 - i).toList());
    }
    assertThat(scan.expected()).isEqualTo(2_500);
  }

  @Test
  void streamsRows() throws Exception {
    JdbcScan<Integer> scan = items("select id, name from item where id <= :last order by id;")
        .bind("last", 250)
        .key("id")
        .as(Integer.class);

    try (Stream<Map.Entry<Integer, Item>> rows = scan.rows(Item.class)) {
      List<Map.Entry<Integer, Item>> all = rows.toList();
      assertThat(all).hasSize(250);
      assertThat(all.get(249)).isEqualTo(Map.entry(250, new Item(250, "item 250")));
    }
    assertThat(scan.expected()).isEqualTo(250);
  }

  @Test
  void makesCompositeKeys() throws Exception {
    JdbcScan<Place> scan = items("select shelf, slot, name from item where id = 1234")
        .key("shelf", "slot")
        .as(Place.class);

    try (Stream<Map.Entry<Place, String>> rows = scan.rows(String.class)) {
      assertThat(rows).containsExactly(Map.entry(new Place(12, (short) 34), "item 1234"));
    }
  }

  @Test
  void leavesOutRowsThatMapToNull() throws Exception {
    database.run("update item set name = null where id > 3");
    JdbcScan<Long> scan = items("select id, name from item").key("id").as(Long.class);

    try (Stream<Map.Entry<Long, String>> rows = scan.rows(String.class)) {
      assertThat(rows.map(Map.Entry::getKey)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }
  }

  @Test
  void aKeyThatDoesNotFitItsTypeIsAnError() throws Exception {
    JdbcScan<Byte> scan = items("select id from item order by id").key("id").as(Byte.class);

    try (Stream<Byte> keys = scan.keys()) {
      assertThatIllegalArgumentException()
          .isThrownBy(keys::toList)
          .withMessageContaining("outside of -128 to 127");
    }
  }

  @Test
  void aQueryTheDatabaseRefusesIsNamed() {
    JdbcScan<Long> scan = items("select id from no_such_table").key("id").as(Long.class);

    assertThatIllegalArgumentException()
        .isThrownBy(scan::keys)
        .withMessageContaining("no_such_table");
    assertThatIllegalArgumentException()
        .isThrownBy(scan::expected)
        .withMessageContaining("no_such_table");
  }

  @Test
  void aKeyColumnThatIsNotInTheResultIsAnError() {
    JdbcScan<Long> scan = items("select id from item").key("sku").as(Long.class);

    assertThatIllegalArgumentException()
        .isThrownBy(scan::keys)
        .withMessageContaining("no column \"sku\"");
  }
}
