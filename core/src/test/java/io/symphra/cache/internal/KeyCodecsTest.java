package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.TypeRef;
import io.symphra.cache.spi.KeyCodec;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How keys are rendered and read back. */
class KeyCodecsTest {

  enum Kind {
    USER,
    SHOP
  }

  record Place(String city, int number) {}

  record Key(Kind kind, long id, short part, String text, UUID uuid, Place place) {}

  record Positive(long value) {
    Positive {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  record Node(String name, Node parent) {}

  record Nothing() {}

  record Generic<T>(T value) {}

  record WithList(List<String> list) {}

  private static <K> KeyCodec<K> codec(Class<K> type) {
    return KeyCodecs.of("c", TypeRef.of(type));
  }

  private static <K> void assertRoundTrip(Class<K> type, K key, String rendered) {
    KeyCodec<K> codec = codec(type);
    assertThat(codec.encode(key)).isEqualTo(rendered);
    assertThat(codec.decode(rendered)).isEqualTo(key);
  }

  @Test
  void simpleKeysAreRenderedAsTheyAreWritten() {
    UUID uuid = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    assertRoundTrip(String.class, "a:b\\c{d}", "a:b\\c{d}");
    assertRoundTrip(String.class, "", "");
    assertRoundTrip(Integer.class, Integer.MIN_VALUE, "-2147483648");
    assertRoundTrip(Long.class, Long.MAX_VALUE, "9223372036854775807");
    assertRoundTrip(Short.class, (short) 7, "7");
    assertRoundTrip(UUID.class, uuid, uuid.toString());
    assertRoundTrip(Kind.class, Kind.SHOP, "SHOP");
  }

  @Test
  void aRecordIsItsComponentsWithColonsBetween() {
    assertRoundTrip(Place.class, new Place("Bern", 3), "Bern:3");
    assertRoundTrip(Place.class, new Place("", 3), ":3");
    assertRoundTrip(Place.class, new Place("a:b\\", -1), "a\\:b\\\\:-1");
  }

  @Test
  void aRecordInARecordIsEscapedOnceMore() {
    Key key = new Key(Kind.USER, 42, (short) 1, "x:y", new UUID(1, 2), new Place("c\\:d", 9));

    KeyCodec<Key> codec = codec(Key.class);

    assertThat(codec.encode(key))
        .startsWith("USER:42:1:x\\:y:00000000-0000-0001-0000-000000000002:");
    assertThat(codec.decode(codec.encode(key))).isEqualTo(key);
  }

  @Test
  void differentRecordsAreRenderedDifferently() {
    record Two(String a, String b) {}
    KeyCodec<Two> codec = codec(Two.class);

    assertThat(List.of(
            codec.encode(new Two("a:", "b")),
            codec.encode(new Two("a", ":b")),
            codec.encode(new Two("a\\", "b")),
            codec.encode(new Two("a", "\\b"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoRenderedKeyIsRefused() {
    assertThatThrownBy(() -> codec(Integer.class).decode("x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec(Kind.class).decode("CITY"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CITY");
    assertThatThrownBy(() -> codec(Place.class).decode("Bern"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Bern' has 1 parts");
    assertThatThrownBy(() -> codec(Place.class).decode("Bern:x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec(Positive.class).decode("-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'-1' is no")
        .hasRootCauseMessage("negative");
  }

  @Test
  void aTypeWithoutACodecIsRefused() {
    for (Class<?> type : List.of(
        Object.class, Double.class, Nothing.class, Generic.class, WithList.class, Node.class)) {
      assertThatThrownBy(() -> codec(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cache 'c': there is no key codec for " + type.getName());
    }
    assertThatThrownBy(() -> KeyCodecs.of("c", new TypeRef<List<String>>() {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMissingComponentIsRenderedLikeNoOther() {
    Place nowhere = new Place(nullValue(), 1);

    assertThat(codec(Place.class).encode(nowhere)).isEqualTo("\\0:1");
    assertThat(codec(Place.class).decode("\\0:1")).isEqualTo(nowhere);
    assertThat(codec(Place.class).encode(new Place("\\0", 1))).isEqualTo("\\\\0:1");
    assertThat(codec(Place.class).decode("\\\\0:1")).isEqualTo(new Place("\\0", 1));
  }

  @SuppressWarnings("NullAway") // what a caller without checks may do
  private static String nullValue() {
    @Nullable String nothing = null;
    return nothing;
  }
}
