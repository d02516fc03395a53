package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyEscapeTest {

  @Property(tries = 2_000)
  void everyKeyComesBackAndFitsIntoAHashTag(@ForAll("keys") String key) {
    String escaped = KeyEscape.escape(key);
    byte[] bytes = escaped.getBytes(UTF_8);

    assertThat(escaped).isNotEmpty().doesNotContain("}");
    assertThat(new String(bytes, UTF_8)).as("valid UTF-8").isEqualTo(escaped);
    assertThat(KeyEscape.unescape(ByteBuffer.wrap(bytes))).contains(key);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(20),
        Arbitraries.strings()
            .withChars('%', '}', '{', '2', '5', '7', 'D', 'u', '\uD83D', '\uDE00', 'a')
            .ofMaxLength(12));
  }

  @Property(tries = 2_000)
  void bytesOfAnybodyAreAKeyOrNone(@ForAll byte[] bytes) {
    Optional<String> key = KeyEscape.unescape(ByteBuffer.wrap(bytes));

    key.ifPresent(some -> assertThat(KeyEscape.escape(some).getBytes(UTF_8)).isEqualTo(bytes));
  }

  @Example
  void aKeyHasOneNameOnly() {
    for (String other : List.of("%7d", "%2", "a%", "%u0041", "%uD83D%uDE00", "%41", "")) {
      assertThat(KeyEscape.unescape(ByteBuffer.wrap(other.getBytes(UTF_8))))
          .as(other)
          .isEmpty();
    }
  }
}
