package io.symphra.cache.redis.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a log line calls a kind of key. */
class KeyPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "42, *",
    "alice, *",
    "user:42, user:*",
    "user:42:avatar:large, user:*:avatar:*",
    "v2:user:alice, *:user:*",
    "'', *",
    "':', ':*'",
    "a-part-that-is-longer-than-any-name-should-be-ever:x, *:*",
  })
  void onlyWhatNamesAKindIsLeftOfAKey(String key, String pattern) {
    assertThat(KeyPatterns.of(key)).isEqualTo(pattern);
  }

  @Test
  void eachKindIsTheFirstOnceAndTheirNumberIsBounded() {
    KeyPatterns patterns = new KeyPatterns();

    assertThat(patterns.isFirst("a:*")).isTrue();
    assertThat(patterns.isFirst("a:*")).isFalse();
    for (int i = 1; i < KeyPatterns.MOST; i++) {
      assertThat(patterns.isFirst("kind" + i)).isTrue();
    }
    assertThat(patterns.isFirst("one more")).isFalse();
  }
}
