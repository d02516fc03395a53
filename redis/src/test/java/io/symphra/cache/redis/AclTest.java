package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteMode;
import io.symphra.cache.WriteResult;
import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user who may do what docs/redis.md lists, and no more; then each of it taken away. */
@Timeout(120)
class AclTest {

  private static final String LACKS = "lacks a permission";

  /** The commands as docs/redis.md lists them, which is compared. */
  private static final List<String> COMMANDS = words(
      "get mget evalsha eval scan time role ping info hello client set del unlink getrange setrange pexpire");

  private static RedisServer server;

  private final Map<Long, String> database = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).toList();
  }

  private static List<String> commands() {
    return COMMANDS;
  }

  /** Sets the user {@code shop} up anew, without any channel. */
  private static void allow(RedisServer on, String keys, List<String> commands) {
    List<String> line = new ArrayList<>(
        List.of("ACL", "SETUSER", "shop", "reset", "on", ">s3cret", "resetchannels", keys));
    commands.forEach(command -> line.add("+" + command));
    on.command(line.toArray(String[]::new));
  }

  private static CacheManager connect(String uri) {
    return CacheManager.builder().sharedTier(tier(uri)).build();
  }

  private static RedisSharedTier tier(String uri) {
    return RedisSharedTier.builder()
        .uri(uri)
        .username("shop")
        .password("s3cret")
        .namespace("shop")
        .connectTimeout(Duration.ofSeconds(10))
        .commandTimeout(Duration.ofSeconds(10))
        .connect();
  }

  private Cache<Long, String> products(CacheManager caches) {
    return caches
        .cache("products", Long.class, String.class)
        .loader(CacheLoader.oneByOne(id -> database.computeIfAbsent(id, key -> "v" + key)))
        .writer(new CacheWriter<Long, String>() {
          @Override
          public WriteResult<Long, String> writeAll(Map<Long, String> entries) {
            database.putAll(entries);
            return WriteResult.asGiven();
          }

          @Override
          public void deleteAll(Set<Long> keys) {
            database.keySet().removeAll(keys);
          }
        })
        .writeMode(WriteMode.WRITE_THROUGH)
        .build();
  }

  private static Cache<Long, String> own(CacheManager caches) {
    return caches.cache("own", Long.class, String.class).build();
  }

  @Test
  void theDocumentedPermissionsAreEnoughForEveryVerbAndForHearingOfChanges() {
    server.command("FLUSHALL");
    allow(server, "~shop:*", COMMANDS);
    everythingWorks(server.uri());
  }

  @Test
  void alsoOnACluster() {
    try (RedisCluster cluster = RedisCluster.start()) {
      List<String> commands = new ArrayList<>(COMMANDS);
      commands.add("cluster");
      cluster.nodes().forEach(node -> allow(node, "~shop:*", commands));
      everythingWorks(cluster.uri());
    }
  }

  private void everythingWorks(String uri) {
    try (CacheManager here = connect(uri);
        CacheManager there = connect(uri)) {
      Cache<Long, String> products = products(here);
      Cache<Long, String> other = products(there);
      Cache<Long, String> own = own(here);
      assertThat(failures(products, own)).isEmpty();
      assertThat(products.stats().sharedTierFailures()).isZero();
      assertThat(own.stats().sharedTierFailures()).isZero();

      products.put(1L, "one");
      assertThat(other.get(1L)).isEqualTo("one");
      products.put(1L, "two");
      await().untilAsserted(() -> assertThat(other.get(1L)).isEqualTo("two"));
      await().untilAsserted(() -> {
        long shared = other.stats().sharedHits();
        other.get(1L);
        assertThat(other.stats().sharedHits()).as("local tiers answer").isEqualTo(shared);
      });
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aMissingCommandIsNamedAndReadersGoOn(String missing) {
    allow(
        server,
        "~shop:*",
        COMMANDS.stream().filter(command -> !command.equals(missing)).toList());
    server.command("FLUSHALL");
    server.command("SCRIPT", "FLUSH");
    if (missing.equals("hello")) {
      everythingWorks(
          server.uri()); // Redis 6.2 asks for no permission when it comes with the password
    } else if (missing.equals("ping")) {
      warmingSaysWhatItLacks();
    } else {
      goesOnWithout(missing);
    }
  }

  /** Only who waits for changes that were made before sends a ping, such as a warm-up of local tiers. */
  private static void warmingSaysWhatItLacks() {
    try (RedisSharedTier tier = tier(server.uri())) {
      var cache = tier.open(StampedeTest.plain("c"), StampedeTest.deaf());
      assertThatExceptionOfType(RedisTierException.class)
          .isThrownBy(cache::awaitChanges)
          .withMessageContaining(LACKS);
    }
  }

  @Test
  void keysOfAnotherNamespace() {
    server.command("FLUSHALL");
    allow(server, "~other:*", COMMANDS);
    goesOnWithout("keys");
  }

  private void goesOnWithout(String what) {
    try (CacheManager caches = connect(server.uri())) {
      Cache<Long, String> products = products(caches);
      Cache<Long, String> own = own(caches);
      List<String> failures = failures(products, own);

      assertThat(failures).allSatisfy(failure -> assertThat(failure).contains(LACKS));
      assertThat(failures.size()
              + products.stats().sharedTierFailures()
              + own.stats().sharedTierFailures())
          .as("%s is listed for a reason", what)
          .isPositive();
    } catch (RedisTierException e) {
      assertThat(e).hasMessageContaining(LACKS).hasMessageNotContaining("s3cret");
    }
  }

  /** What the verbs that may fail said; a read may not, and must be right. */
  private List<String> failures(Cache<Long, String> products, Cache<Long, String> own) {
    List<String> failures = new ArrayList<>();
    assertThat(products.get(1L)).isEqualTo(database.get(1L));
    assertThat(products.getAll(List.of(1L, 2L, 3L, 4L))).hasSize(4);
    assertThat(products.getAll(List.of(1L, 2L, 3L, 4L))).hasSize(4);
    for (Runnable verb : List.<Runnable>of(
        () -> products.put(1L, "w"),
        () -> products.putAll(Map.of(2L, "w", 3L, "w")),
        () -> products.update(2L, old -> old + "+"),
        () -> products.putIfAbsent(5L, "new"),
        () -> products.replace(5L, "newer"),
        () -> products.remove(5L),
        () -> products.expire(3L, Duration.ofMinutes(1)),
        () -> products.invalidate(3L),
        () -> products.invalidateMatching("2*"),
        () -> own.put(1L, "a"),
        () -> own.update(1L, old -> "b"),
        () -> own.expire(1L, Duration.ofMinutes(1)),
        own::clear,
        products::clear)) {
      try {
        verb.run();
      } catch (RuntimeException e) {
        failures.add(messages(e));
      }
    }
    assertThat(own.getAll(List.of(1L, 2L))).as("a miss is no error").hasSizeLessThan(2);
    assertThat(products.get(1L)).isEqualTo(database.get(1L));
    return failures;
  }

  @Test
  void theListIsTheDocumentedOne() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "redis.md")).replaceAll("\\s+", " ");
    String first = text.replaceAll(".*`~<namespace>:\\*`, and: `([a-z ]+)`.*", "$1");
    String scripts = text.replaceAll(".*and for the scripts `([a-z ]+)`.*", "$1");

    assertThat(words(first + " " + scripts).stream().collect(Collectors.joining(" ")))
        .isEqualTo(String.join(" ", COMMANDS));
  }

  private static String messages(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    return all.toString();
  }
}
