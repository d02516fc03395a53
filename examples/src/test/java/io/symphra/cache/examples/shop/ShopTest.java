package io.symphra.cache.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopTest {

  private static final List<String> ODD_IDS = List.of(
      "-2131875792",
      "tab\there",
      "back\\slash",
      "\\N",
      "line\nbreak",
      "it's",
      "日本語",
      " ",
      "\uD83D\uDED2");

  @Test
  void hasAProductForEveryIdWhateverItLooksLike() throws Exception {
    try (Shop shop = stocked(ODD_IDS)) {
      Map<String, Product> found = shop.products().loadAll(Set.copyOf(ODD_IDS));

      assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(ODD_IDS);
      assertThat(found).allSatisfy((id, product) -> {
        assertThat(product.id()).isEqualTo(id);
        assertThat(product.name()).isNotBlank();
        assertThat(product.brand()).isNotBlank();
        assertThat(product.category()).contains(" / ");
        assertThat(product.currency()).isEqualTo("EUR");
        assertThat(product.price()).isBetween(199, 39_999);
        assertThat(product.stock()).isBetween(0L, 600L);
        assertThat(product.reviews()).isBetween(0L, 6L);
        assertThat(product.stars() == null).isEqualTo(product.reviews() == 0);
      });
      assertThat(shop.products().loadAll(Set.of("unknown"))).isEmpty();
    }
  }

  @Test
  void theSameIdsGiveTheSameProductsInAnyOtherShop() throws Exception {
    Map<String, Product> first;
    try (Shop shop = stocked(List.of("1", "2", "3"))) {
      first = shop.products().loadAll(Set.of("1", "2"));
    }
    try (Shop shop = stocked(List.of("2", "1"))) {
      assertThat(shop.products().loadAll(Set.of("1", "2"))).isEqualTo(first);
    }
    assertThat(first.get("1").description()).isNotEqualTo(first.get("2").description());
  }

  @Test
  void aProductCostsOneStatementAsTheServerCounts() throws Exception {
    List<String> ids = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
    try (Shop shop = stocked(ids)) {
      long before = lookups(shop);

      for (String id : ids) {
        shop.products().loadAll(Set.of(id));
      }

      assertThat(lookups(shop) - before).isEqualTo(ids.size());
    }
  }

  private static Shop stocked(List<String> ids) throws Exception {
    Shop shop = Shop.open();
    shop.stockUp(ids);
    return shop;
  }

  /** How often the server looked into the primary key of the products. The pool gives one thread one connection. */
  private static long lookups(Shop shop) throws SQLException {
    try (Connection connection = shop.connections().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_stat_force_next_flush()");
      try (ResultSet count = statement.executeQuery(
          "select idx_scan from pg_stat_user_indexes where indexrelname = 'product_pkey'")) {
        count.next();
        return count.getLong(1);
      }
    }
  }
}
