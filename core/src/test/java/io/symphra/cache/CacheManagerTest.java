package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheManagerTest {

  private final CacheManager manager = CacheManager.builder().build();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aBuiltCacheIsFoundByNameAndTypes() {
    Cache<Long, String> cache = manager.cache("names", Long.class, String.class).build();
    Cache<Long, List<String>> lists =
        manager.cache("lists", Long.class, new TypeRef<List<String>>() {}).build();

    assertThat(manager.find("names", Long.class, String.class)).containsSame(cache);
    assertThat(manager.find("lists", TypeRef.of(Long.class), new TypeRef<List<String>>() {}))
        .containsSame(lists);
    assertThat(manager.find("lists", Long.class, new TypeRef<List<String>>() {}))
        .containsSame(lists);
    assertThat(manager.find("nothing", Long.class, String.class)).isEmpty();
  }

  @Test
  void theCachesAreListedByName() {
    Cache<Long, String> b = manager.cache("b", Long.class, String.class).build();
    Cache<Long, String> a = manager.cache("a", Long.class, String.class).build();

    assertThat(manager.caches()).containsExactly(a, b);
    a.close();
    assertThat(manager.caches()).containsExactly(b);
  }

  @Test
  void theDefaultsAreTheOnesThatAreDocumented() {
    CacheConfig<Long, String> config =
        manager.cache("defaults", Long.class, String.class).build().config();

    assertThat(config.name()).isEqualTo("defaults");
    assertThat(config.maximum()).isEqualTo(10_000);
    assertThat(config.timeToLive()).hasToString("PT10M ±10 %");
    assertThat(config.serveStale()).isZero();
    assertThat(config.loader()).isEmpty();
    assertThat(config.writer()).isEmpty();
    assertThat(config.writeMode()).isEqualTo(WriteMode.NONE);
    assertThat(config.leaseTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.fenceTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.keyCodec().encode(7L)).isEqualTo("7");
    assertThat(config.valueCodec()).isEmpty();
    assertThat(config.version()).isEmpty();
  }

  @Test
  void aCacheWithAWriterWritesThroughUnlessItIsToldOtherwise() {
    assertThat(manager
            .cache("written", String.class, String.class)
            .writer(new RecordingWriter(Map.of()))
            .build()
            .config()
            .writeMode())
        .isEqualTo(WriteMode.WRITE_THROUGH);
  }

  @Test
  void statisticsOfACacheThatNobodyAsked() {
    CacheStats stats = manager.cache("idle", Long.class, String.class).build().stats();

    assertThat(stats.requests()).isZero();
    assertThat(stats.hitRate()).isEqualTo(1);
    assertThat(stats.meanLoadTime()).isZero();
    assertThat(stats.maximum()).isEqualTo(10_000);
  }

  @Test
  void aTypeRefKeepsTheTypeItWasWrittenWith() {
    TypeRef<Map<String, List<Long>>> one = new TypeRef<>() {};
    TypeRef<Map<String, List<Long>>> same = new TypeRef<>() {};
    TypeRef<Map<String, List<Integer>>> other = new TypeRef<>() {};

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(one).hasToString("java.util.Map<java.lang.String, java.util.List<java.lang.Long>>");
    assertThat(TypeRef.of(String.class)).isEqualTo(new TypeRef<String>() {});
    assertThat(Optional.of(TypeRef.of(String.class).type())).contains(String.class);
  }
}
