package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.symphra.cache.jdbc.internal.Checks;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused without a database. */
class JdbcOptionsTest {

  private static final DataSource NEVER_OPENED = new JdbcDataSource();

  record Product(long id, String name) {}

  private static JdbcLoaderBuilder loader() {
    return JdbcLoader.from(NEVER_OPENED);
  }

  private static JdbcWriterBuilder writer() {
    return JdbcWriter.into(NEVER_OPENED).table("product").key("id");
  }

  private static JdbcScanBuilder scan() {
    return JdbcScan.from(NEVER_OPENED).query("select id from product").key("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select id, name from product",
        "select id from product where id = <keys>",
        "select id from product where id = any(<keys>)",
        "select id from product where id not in (<keys>)",
        "select id from product where id in (<key>)",
        "select id from product where id in (<keys>, 3)",
        "select id, <keys> from product where id in (<keys>)",
        "select id from product where begin (<keys>)"
      })
  void aQueryThatDoesNotSayWhereTheKeysGoIsRefused(String query) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader().query(query))
        .withMessageContaining("query: \"" + query + "\"")
        .withMessageContaining("in (<keys>)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from product where id in (<keys>)",
        "SELECT id FROM product WHERE id IN(<keys>)",
        "select id from product where (tenant, id) in ( <keys> ) ;",
        "select id from a where id in (<keys>) union select id from b where id in\n(<keys>)"
      })
  void aQueryThatDoesIsTaken(String query) {
    assertThatCode(() -> loader().query(query)).doesNotThrowAnyException();
  }

  @Test
  void aScanTakesNoKeysAndNoBlankQuery() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan().query("select id from product where id in (<keys>)"))
        .withMessageContaining("without <keys>");
    assertThatIllegalArgumentException().isThrownBy(() -> scan().query("  "));
  }

  @Property
  void whatIsTakenAsANameCannotEndAQuotation(
      @ForAll
          @StringLength(max = 12)
          @Chars({'a', 'Z', '_', '0', '$', '"', '`', '\'', ' ', ';', '.', '\0', 'é', '['})
          String name) {
    boolean harmless = name.codePoints()
            .allMatch(c -> c == '_' || c == '$' || (c < 128 && Character.isLetterOrDigit(c)))
        && !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.charAt(0) != '$';
    if (harmless) {
      Checks.identifier("table", name);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Checks.identifier("table", name))
          .withMessageContaining("table: \"" + name + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a-b", "a b", "a\"b", "a;drop table b", "größe", "a.b"})
  void aNameThatIsNoIdentifierIsRefusedWhereverItIsGiven(String name) {
    refused(name, n -> loader().key(n));
    refused(name, n -> loader().key("id", n));
    refused(name, n -> loader().bind(n, 1));
    refused(name, n -> scan().key(n));
    refused(name, n -> scan().bind(n, 1));
    refused(name, n -> writer().key(n));
    refused(name, n -> writer().column("name", n));
    refused(name, n -> writer().table("schema." + n + ".x.y"));
    if (!name.equals("a.b")) {
      refused(name, n -> writer().table(n));
      refused(name, n -> writer().table("schema." + n));
    }
  }

  @Test
  void aTableHasAtMostASchema() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().table("a.b.c"))
        .withMessage("table: \"a.b.c\"; allowed: table, or schema.table");
    assertThatCode(() -> writer().table("b.c")).doesNotThrowAnyException();
  }

  private static void refused(String name, Consumer<String> option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> option.accept(name))
        .withMessageContaining(name);
  }

  @Test
  void aKeyHasColumnsAndNoneTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader().key())
        .withMessageContaining("key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader().key("id", "ID"))
        .withMessageContaining("\"ID\" was given twice");
  }

  @Test
  void sizesAndTimesHaveBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader().batchSize(0))
        .withMessage("batchSize: 0; allowed: 1 to 32767");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader()
            .query("select a, b from t where (a, b) in (<keys>)")
            .key("a", "b")
            .batchSize(20_000)
            .mapTo(String.class))
        .withMessage("batchSize: 20000; allowed: 1 to 16383");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().batchSize(-1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan().fetchSize(0))
        .withMessageContaining("fetchSize");
    for (Duration wrong : new Duration[] {
      Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(1_999), Duration.ofDays(2)
    }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> loader().timeout(wrong))
          .withMessageContaining("timeout: " + wrong + "; allowed: 2 s to 1 day");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer().timeout(wrong))
          .withMessageContaining("timeout: " + wrong + "; allowed: 2 s to 1 day");
      assertThatIllegalArgumentException().isThrownBy(() -> scan().timeout(wrong));
    }
  }

  @Test
  void requiredOptionsAreAskedForByName() {
    assertThatIllegalStateException()
        .isThrownBy(() -> loader().key("id").mapTo(Product.class))
        .withMessageContaining("query was not given");
    assertThatIllegalStateException()
        .isThrownBy(() ->
            loader().query("select id from product where id in (<keys>)").mapTo(Product.class))
        .withMessageContaining("key was not given");
    assertThatIllegalStateException()
        .isThrownBy(() -> JdbcWriter.into(NEVER_OPENED).key("id").of(Product.class))
        .withMessageContaining("table was not given");
    assertThatIllegalStateException()
        .isThrownBy(() -> JdbcScan.from(NEVER_OPENED).query("select 1").as(Long.class))
        .withMessageContaining("key was not given");
  }

  @Test
  void propertiesThatDoNotExistAreNamedWithThoseThatDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().column("title", "name").of(Product.class))
        .withMessageContaining("column: ")
        .withMessageContaining("has no property \"title\"; allowed: id, name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().exclude("title").of(Product.class))
        .withMessageContaining("exclude: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().generated("title").of(Product.class))
        .withMessageContaining("generated: ");
  }

  record Versioned(long id, String name, String text, Double decimal, long version) {}

  @Test
  void aVersionIsANumberOfItsOwn() {
    refused("no name", n -> writer().version(n));
    assertThatNullPointerException().isThrownBy(() -> writer().version(null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().version("revision").of(Versioned.class))
        .withMessageContaining("version: ")
        .withMessageContaining(
            "has no property with the column \"revision\"; allowed: id, name, text, decimal, version");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().exclude("version").version("version").of(Versioned.class))
        .withMessageContaining("has no property with the column \"version\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().version("ID").of(Versioned.class))
        .withMessageContaining("version: \"ID\" is a key column");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().generated("version").version("version").of(Versioned.class))
        .withMessageContaining("generated: \"version\" is the version");
    for (String column : new String[] {"text", "decimal"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer().version(column).of(Versioned.class))
          .withMessageContaining("version: property \"" + column + "\" has the type java.lang.")
          .withMessageContaining("allowed: long, int, short, and their wrappers");
    }
    assertThatCode(() -> writer().version("VERSION").of(Versioned.class))
        .doesNotThrowAnyException();
  }

  @Test
  void mappingsThatContradictThemselvesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().column("name", "ID").of(Product.class))
        .withMessageContaining("\"ID\" is the column of two properties");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().generated("id").of(Product.class))
        .withMessageContaining("generated: \"id\" is a key column");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().exclude("name").returningStored().of(Product.class))
        .withMessageContaining("exclude: [name]");
  }

  @Test
  void valuesWithoutColumnsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer().of(String.class))
        .withMessageContaining("of: java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader()
            .query("select id from product where id in (<keys>)")
            .key("id")
            .mapTo(Runnable.class))
        .withMessageContaining("mapTo: java.lang.Runnable; allowed: a record");
  }

  record Nothing() {}

  @Test
  void keyTypesThatHaveNoColumnsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan().as(Double.class))
        .withMessageContaining("java.lang.Double");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan().as(Nothing.class))
        .withMessageContaining("without components");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan().key("a", "b").as(Long.class))
        .withMessageContaining("1 column");
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> JdbcLoader.from((DataSource) null));
    assertThatNullPointerException().isThrownBy(() -> loader().query(null));
    assertThatNullPointerException().isThrownBy(() -> loader().bind("a", null));
    assertThatNullPointerException().isThrownBy(() -> writer().table(null));
    assertThatNullPointerException().isThrownBy(() -> scan().as(null));
  }
}
