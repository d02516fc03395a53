package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The programs of docs/redis.md. Each region of this file stands there, letter by letter. */
class RedisGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "redis.md");
  private static final Path THIS =
      Path.of("src/test/java/io/symphra/cache/redis/RedisGuideTest.java");

  record Product(long id, String name) {}

  private static RedisServer server;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Product find(long id) {
    return new Product(id, "tea");
  }

  @Test
  void connects() {
    String uri = server.uri();
    // region: connect
    try (CacheManager caches = CacheManager.builder()
        .sharedTier(RedisSharedTier.connect(uri)) // "redis://127.0.0.1:6379"
        .build()) {
      Cache<Long, Product> products = caches
          .cache("products", Long.class, Product.class)
          .loader(CacheLoader.oneByOne(id -> find(id)))
          .build();

      products.get(101L); // from now on every instance has it
    }
    // end
    assertThat(server.command("KEYS", "*:v:*")).isEqualTo("symphra:v:products:{101}");
  }

  @Test
  void settings() {
    String uri = server.uri();
    // region: settings
    RedisSharedTier tier = RedisSharedTier.builder()
        .uri(uri) // "rediss://cache.example.org:6380"
        .namespace("shop")
        .clientName("shop-1")
        .commandTimeout(Duration.ofMillis(500))
        .compressAbove(10_000)
        .maximumValueSize(200_000)
        .connect();
    // end
    try (tier) {
      assertThat(server.command("CLIENT", "LIST")).contains("name=shop-1");
    }
  }

  @Test
  void theGuideShowsWhatRuns() throws IOException {
    List<String> blocks = new ArrayList<>();
    String[] parts = Files.readString(GUIDE).split("```java\n", -1);
    for (int i = 1; i < parts.length; i++) {
      blocks.add(parts[i].substring(0, parts[i].indexOf("```")));
    }
    List<String> regions = new ArrayList<>();
    List<String> region = null;
    for (String line : Files.readAllLines(THIS)) {
      if (line.strip().startsWith("// region: ")) {
        region = new ArrayList<>();
      } else if (line.strip().equals("// end") && region != null) {
        regions.add(String.join("\n", region).stripIndent() + "\n");
        region = null;
      } else if (region != null) {
        region.add(line);
      }
    }
    assertThat(blocks).isEqualTo(regions).isNotEmpty();
  }
}
