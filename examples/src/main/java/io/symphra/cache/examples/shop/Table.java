package io.symphra.cache.examples.shop;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The tables of the catalogue, with their columns and with the rows that belong to a product. */
enum Table {
  PRODUCT(
      "id text not null, brand_id int not null, category_id int not null, name text not null,"
          + " description text not null, created_on date not null",
      "id") {
    @Override
    void rowsOf(String id, CopyText rows) throws SQLException {
      Dice dice = new Dice("product " + id);
      String name = "%s %s %s, %s"
          .formatted(
              dice.oneOf(Words.QUALITIES),
              dice.oneOf(Words.MATERIALS),
              dice.oneOf(Words.THINGS),
              dice.oneOf(Words.COLOURS));
      String description = String.join(
          " ",
          dice.oneOf(Words.SENTENCES),
          dice.oneOf(Words.SENTENCES),
          dice.oneOf(Words.SENTENCES));
      rows.row(
          id,
          dice.below(Words.BRANDS.size()),
          dice.below(Words.CATEGORIES.size()),
          name,
          description,
          FIRST_DAY.plusDays(dice.below(3_000)));
    }
  },
  PRICE(
      "product_id text not null, currency char(3) not null, amount int not null, old_amount int,"
          + " valid_from date not null",
      "product_id") {
    @Override
    void rowsOf(String id, CopyText rows) throws SQLException {
      Dice dice = new Dice("price " + id);
      int amount = dice.between(2, 400) * 100 - 1;
      boolean reduced = dice.below(5) == 0;
      Integer oldAmount = reduced ? amount + dice.between(1, 50) * 100 : null;
      rows.row(id, "EUR", amount, oldAmount, FIRST_DAY.plusDays(dice.between(3_000, 3_600)));
    }
  },
  STOCK(
      "product_id text not null, warehouse int not null, pieces int not null",
      "product_id, warehouse") {
    @Override
    void rowsOf(String id, CopyText rows) throws SQLException {
      Dice dice = new Dice("stock " + id);
      for (int warehouse = 1; warehouse <= 3; warehouse++) {
        rows.row(id, warehouse, Math.max(0, dice.between(-20, 200)));
      }
    }
  },
  REVIEW(
      "product_id text not null, no int not null, stars int not null, opinion text not null",
      "product_id, no") {
    @Override
    void rowsOf(String id, CopyText rows) throws SQLException {
      Dice dice = new Dice("review " + id);
      int reviews = dice.below(7);
      for (int no = 1; no <= reviews; no++) {
        rows.row(
            id, no, Math.max(dice.between(1, 5), dice.between(1, 5)), dice.oneOf(Words.OPINIONS));
      }
    }
  },
  BRAND("id int not null, name text not null", "id") {
    @Override
    void commonRows(CopyText rows) throws SQLException {
      numbered(Words.BRANDS, rows);
    }
  },
  CATEGORY("id int not null, name text not null", "id") {
    @Override
    void commonRows(CopyText rows) throws SQLException {
      numbered(Words.CATEGORIES, rows);
    }
  };

  private static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);

  private final String columns;
  private final String primaryKey;

  Table(String columns, String primaryKey) {
    this.columns = columns;
    this.primaryKey = primaryKey;
  }

  /** Adds the rows that belong to a product. */
  void rowsOf(String id, CopyText rows) throws SQLException {}

  /** Adds the rows that belong to no product. */
  void commonRows(CopyText rows) throws SQLException {}

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Unlogged: the server lives as long as the program, so there is no crash to recover from. */
  String create() {
    return "create unlogged table " + sqlName() + " (" + columns + ")";
  }

  String addPrimaryKey() {
    return "alter table " + sqlName() + " add primary key (" + primaryKey + ")";
  }

  private static void numbered(List<String> names, CopyText rows) throws SQLException {
    for (int id = 0; id < names.size(); id++) {
      rows.row(id, names.get(id));
    }
  }
}
