package io.symphra.cache.benchmarks.jetcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.testkit.RedisServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class JetCacheRemoteTest {

  @Test
  void itReadsLoadsWritesAndDrops() {
    try (RedisServer server = RedisServer.start();
        JetCacheRemote cache = new JetCacheRemote(server.uri())) {
      assertThat(cache.get(1L)).isNull();
      cache.put(1L, "one");
      assertThat(cache.get(1L)).isEqualTo("one");
      assertThat(cache.load(2L, key -> "loaded " + key)).isEqualTo("loaded 2");
      assertThat(cache.load(2L, key -> "again")).isEqualTo("loaded 2");
      assertThat(cache.getAll(List.of(1L, 2L, 3L))).isEqualTo(2);
      assertThat(server.command("DBSIZE")).isEqualTo("2");
      cache.update(1L, () -> {});
      cache.update(3L, () -> {});
      assertThat(cache.get(1L)).isNull();
    }
  }
}
