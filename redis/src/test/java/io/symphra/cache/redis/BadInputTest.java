package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that cannot be meant are refused at once, and no message repeats a secret. */
class BadInputTest {

  private static RedisSharedTierBuilder builder() {
    return RedisSharedTier.builder();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "localhost:6379",
        "http://localhost",
        "redis:localhost",
        "redis://",
        "redis://user:s3cret@",
        "redis://:s3cret@local host",
        "redis://localhost:port",
        "redis://user:s3cret@localhost:99999999",
        "redis://user:s3cret%@localhost",
        "redis://localhost?unknown=1&x=s3cret",
        "redis-sentinel://s3cret@localhost:26379"
      })
  void anAddressThatIsNone(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().uri(uri))
        .withMessageContaining("redis://[user:password@]host")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void replicasAreNotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().uri("redis://localhost?readFrom=replica"))
        .withMessageContaining("only masters are read");
  }

  @Test
  void goodAddresses() {
    for (String uri : List.of(
        "redis://localhost",
        "rediss://user:pass%40word@localhost:6380/2?clientName=shop",
        "redis://[::1]:6379",
        "redis-sentinel://secret@a:26379,b,c:26380/1#mymaster")) {
      builder().uri(uri);
    }
  }

  @Test
  void noAddressAndMixedAddresses() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().connect())
        .withMessageContaining("uri");
    assertThatIllegalArgumentException().isThrownBy(() -> builder().uri());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().uri("redis://a", "redis-sentinel://b#m"))
        .withMessageContaining("all sentinels in one URI");
  }

  @Test
  void settingsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().namespace("a:b"))
        .withMessageContaining("namespace")
        .withMessageContaining("a:b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().namespace(""))
        .withMessageContaining("namespace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().clientName("a b"))
        .withMessageContaining("clientName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().database(-1))
        .withMessageContaining("database")
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().compressAbove(-1))
        .withMessageContaining("compressAbove");
    for (int size : new int[] {0, -1, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().maximumValueSize(size))
          .withMessageContaining("maximumValueSize")
          .withMessageContaining(String.valueOf(size));
    }
    for (Duration time :
        List.of(Duration.ZERO, Duration.ofMillis(9), Duration.ofSeconds(-1), Duration.ofHours(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().commandTimeout(time))
          .withMessageContaining("commandTimeout")
          .withMessageContaining(time.toString());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().connectTimeout(time))
          .withMessageContaining("connectTimeout");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().heartbeat(time, Duration.ofSeconds(1)))
          .withMessageContaining("heartbeat");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().heartbeat(Duration.ofSeconds(1), time))
          .withMessageContaining("heartbeat timeout");
    }
  }

  @Test
  void aUserNeedsAPassword() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().uri("redis://localhost").username("alice").connect())
        .withMessageContaining("password");
    assertThatThrownBy(() -> builder().username(null)).isInstanceOf(NullPointerException.class);
  }
}
