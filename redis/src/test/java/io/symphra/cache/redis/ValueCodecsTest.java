package io.symphra.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symphra.cache.TypeRef;
import io.symphra.cache.spi.ValueCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueCodecsTest {

  record Price(BigDecimal amount, String currency) {}

  record Product(long id, String name, Price price, Instant changed) {}

  record Before(long id, String name, String removed) {}

  record After(long id, String name, String added, int stock) {}

  private static <V> V through(ValueCodec<V> codec, V value) {
    return codec.decode(codec.encode(value));
  }

  @Test
  void jsonBringsBackRecordsAndGenericTypes() {
    Product tea = new Product(
        1,
        "té",
        new Price(new BigDecimal("1.20"), "EUR"),
        Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(through(ValueCodecs.<Product>json(Product.class), tea)).isEqualTo(tea);

    ValueCodec<Map<String, List<Product>>> codec =
        ValueCodecs.json(new TypeRef<Map<String, List<Product>>>() {}.type());
    assertThat(through(codec, Map.of("a", List.of(tea)))).isEqualTo(Map.of("a", List.of(tea)));
  }

  @Test
  void jsonIsPlainForEveryLanguage() {
    assertThat(new String(
            ValueCodecs.<Before>json(Before.class).encode(new Before(1, "é", "x")), UTF_8))
        .isEqualTo("{\"id\":1,\"name\":\"é\",\"removed\":\"x\"}");
  }

  @Test
  void jsonTakesAddedAndRemovedFields() {
    byte[] old = ValueCodecs.<Before>json(Before.class).encode(new Before(1, "tea", "x"));

    assertThat(ValueCodecs.<After>json(After.class).decode(old))
        .isEqualTo(new After(1, "tea", null, 0));
  }

  @Test
  void jsonThatNamesAClassMakesNone() {
    ValueCodec<Object> codec = ValueCodecs.json(Object.class);

    assertThat(codec.decode(
            "{\"@class\":\"java.net.URL\",\"@type\":\"java.io.File\"}".getBytes(UTF_8)))
        .isInstanceOf(Map.class);
  }

  @Test
  void whatIsNoValueIsRefused() {
    ValueCodec<Before> codec = ValueCodecs.json(Before.class);
    for (String wrong :
        List.of("", "null", "{", "[1]", "{\"id\":1} {}", "{\"id\":\"x\"}", "[".repeat(100_000))) {
      assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(wrong.getBytes(UTF_8)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueCodecs.strings().decode(new byte[] {(byte) 0xC3, 0x28}));
    assertThatIllegalArgumentException().isThrownBy(() -> ValueCodecs.strings().encode("\uDC00"));
  }

  @Test
  void stringsAndBytesComeBack() {
    assertThat(through(ValueCodecs.strings(), "")).isEmpty();
    assertThat(through(ValueCodecs.strings(), "a \uFFFD that was there")).contains("\uFFFD");
    assertThat(through(ValueCodecs.strings(), "日本 \u0000 \uD83D\uDE00"))
        .isEqualTo("日本 \u0000 \uD83D\uDE00");
    byte[] bytes = {0, -1, 127};
    assertThat(through(ValueCodecs.bytes(), bytes)).isEqualTo(bytes).isNotSameAs(bytes);
  }
}
