package io.symphra.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that cannot serve: each has an answer that says what to do, and readers never see an exception. */
class BadServerTest {

  private static RedisSharedTierBuilder quick(String uri) {
    return RedisSharedTier.builder()
        .uri(uri)
        .connectTimeout(Duration.ofSeconds(2))
        .commandTimeout(Duration.ofSeconds(1));
  }

  private static void assertRefused(RedisSharedTierBuilder builder, String advice) {
    assertThatExceptionOfType(RedisTierException.class)
        .isThrownBy(builder::connect)
        .withMessageContaining(advice)
        .satisfies(e -> {
          StringWriter trace = new StringWriter();
          e.printStackTrace(new PrintWriter(trace));
          assertThat(trace.toString()).doesNotContain("s3cret");
        });
  }

  @Test
  void noServer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertRefused(
        quick("redis://:s3cret@127.0.0.1:" + port), "127.0.0.1:" + port + ": it cannot be reached");
  }

  @Test
  void noSuchHost() {
    assertRefused(quick("redis://:s3cret@no-such-host.invalid"), "it cannot be reached");
  }

  @Test
  void aServerThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertRefused(
          quick("redis://:s3cret@127.0.0.1:" + silent.getLocalPort())
              .connectTimeout(Duration.ofMillis(300))
              .commandTimeout(Duration.ofMillis(300)),
          "Redis at 127.0.0.1");
    }
  }

  @Test
  void passwords() {
    try (RedisServer server = RedisServer.builder()
        .setting("requirepass", "s3cret-right")
        .setting("user", "shop on >s3cret-shop ~* &* +@all")
        .start()) {
      assertRefused(quick(server.uri()), "it wants a password");
      assertRefused(
          quick(server.uri()).password("s3cret-wrong"), "refused the user name or password");
      assertRefused(
          quick("redis://shop:s3cret-wrong@127.0.0.1:" + server.port()),
          "refused the user name or password");
      for (RedisSharedTierBuilder good : List.of(
          quick(server.uri()).password("s3cret-right"),
          quick("redis://:s3cret-right@127.0.0.1:" + server.port()),
          quick(server.uri()).username("shop").password("s3cret-shop").clientName("shop-1"))) {
        try (RedisSharedTier tier = good.connect()) {
          assertThat(tier.toString())
              .contains("127.0.0.1:" + server.port())
              .doesNotContain("s3cret");
        }
      }
    }
  }

  @Test
  void aClusterHasOneDatabaseAndSeveralAddressesAreACluster() {
    try (RedisServer node =
            RedisServer.builder().setting("cluster-enabled", "yes").start();
        RedisServer single = RedisServer.start()) {
      assertRefused(quick(node.uri() + "/3"), "no database but 0");
      assertRefused(quick(single.uri() + "/99"), "no database of this number");
      assertRefused(
          RedisSharedTier.builder().uri(single.uri(), single.uri()),
          "several addresses are the nodes of a cluster");
    }
  }

  @Test
  void aPutThatTheServerGetsToTooLateChangesNothing() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      tooLate(server.uri(), List.of(server), false);
      tooLate(server.uri(), List.of(server), true);
    }
    try (RedisCluster cluster = RedisCluster.start()) {
      tooLate(cluster.uri(), cluster.nodes().subList(0, 3), true);
    }
  }

  private static void tooLate(String uri, List<RedisServer> masters, boolean breaks)
      throws Exception {
    try (CacheManager caches = CacheManager.builder()
        .sharedTier(quick(uri).commandTimeout(Duration.ofMillis(500)).connect())
        .build()) {
      Cache<Long, String> cache = caches.cache("c", Long.class, String.class).build();
      cache.put(2L, "a");
      masters.forEach(each -> each.command("CLIENT", "PAUSE", "20000", "WRITE"));
      FutureTask<Boolean> put = new FutureTask<>(() -> {
        cache.put(2L, "b");
        return true;
      });
      Thread thread = new Thread(put, "put");
      thread.start();
      await()
          .until(() -> masters.stream()
              .anyMatch(each -> each.command("INFO", "clients").contains("blocked_clients:1")));

      if (breaks) {
        masters.forEach(each -> each.command("CLIENT", "KILL", "TYPE", "normal"));
      }

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> put.get(20, TimeUnit.SECONDS));
      await()
          .pollDelay(Duration.ofMillis(1_200))
          .until(() -> true); // the clocks may differ by a second
      masters.forEach(each -> each.command("CLIENT", "UNPAUSE"));
      await().ignoreExceptions().untilAsserted(() -> assertThat(cache.get(2L)).isNotNull());
      assertThat(cache.get(2L)).isEqualTo("a");
    }
  }

  @Test
  void aServerOlderThanRedis6() throws IOException {
    try (OldServer old = new OldServer()) {
      assertRefused(quick("redis://127.0.0.1:" + old.port()), "older than Redis 6");
    }
  }

  @Test
  void aReadOnlyReplica() {
    try (RedisServer master = RedisServer.start();
        RedisServer replica = RedisServer.builder()
            .setting("replicaof", "127.0.0.1 " + master.port())
            .start()) {
      assertRefused(quick(replica.uri()), "read-only replica: connect to its master");
    }
  }

  @Test
  void aMasterThatBecomesAReplicaStoresNothingAndReadersGoOn() {
    try (RedisServer other = RedisServer.start();
        RedisServer server = RedisServer.start();
        CacheManager caches =
            CacheManager.builder().sharedTier(quick(server.uri()).connect()).build()) {
      Cache<Long, String> cache = caches
          .cache("c", Long.class, String.class)
          .loader(CacheLoader.oneByOne(id -> "v" + id))
          .build();
      cache.get(1L);
      server.command("REPLICAOF", "127.0.0.1", String.valueOf(other.port()));

      assertThat(cache.get(2L)).isEqualTo("v2");
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> cache.invalidate(1L))
          .satisfies(e -> assertThat(messages(e)).contains("read-only replica"));
    }
  }

  @Test
  void aFullServerStoresNothingReadersGoOnAndWritesStayRight() {
    try (RedisServer server =
            RedisServer.builder().setting("maxmemory-policy", "noeviction").start();
        RedisSharedTier tier = quick(server.uri()).connect();
        CacheManager caches = CacheManager.builder().sharedTier(tier).build()) {
      Map<Long, String> database = new HashMap<>(Map.of(1L, "a", 2L, "b"));
      AtomicInteger loads = new AtomicInteger();
      Cache<Long, String> cache = caches
          .cache("c", Long.class, String.class)
          .loader(CacheLoader.oneByOne(id -> {
            loads.incrementAndGet();
            return database.get(id);
          }))
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
      assertThat(cache.get(1L)).isEqualTo("a");
      server.command("CONFIG", "SET", "maxmemory", "1mb");
      server.command("CONFIG", "SET", "maxmemory", "100000");

      assertThat(cache.get(2L)).isEqualTo("b");
      cache.put(1L, "written");

      assertThat(database.get(1L)).isEqualTo("written");
      assertThat(cache.get(1L)).as("the old value is gone").isEqualTo("written");
      assertThat(tier.stats().refusedByFullServer())
          .as("the value of the write")
          .isPositive();
      cache.invalidate(1L);
      server.command("CONFIG", "SET", "maxmemory", "0");
      int before = loads.get();
      assertThat(cache.get(1L)).isEqualTo("written");
      assertThat(cache.get(1L)).isEqualTo("written");
      assertThat(loads.get()).as("stored again").isEqualTo(before + 1);
    }
  }

  @Test
  void keysThatAreOddOrLong() {
    try (RedisServer server = RedisServer.start();
        CacheManager caches =
            CacheManager.builder().sharedTier(quick(server.uri()).connect()).build()) {
      Cache<String, String> cache = caches
          .cache("c", String.class, String.class)
          .loader(CacheLoader.oneByOne(key -> "value of " + key))
          .build();
      for (String key :
          List.of("{}", "}{", "a b", "\n", "\u0000", "\uD800", "%uD800", "k".repeat(65_536))) {
        assertThat(cache.get(key)).isEqualTo("value of " + key);
      }
      assertThat(cache.stats().sharedTierFailures()).isZero();
      // One value holds half of a surrogate pair, which is no text.
      await().untilAsserted(() -> assertThat(server.command("DBSIZE")).isEqualTo("7"));
    }
  }

  private static String messages(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    return all.toString();
  }

  /** Answers every command as a server that has never heard of it. */
  private static final class OldServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    OldServer() throws IOException {
      Thread thread = new Thread(this::serve, "old-server");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve() {
      while (true) {
        try (Socket client = socket.accept();
            BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("$")) {
              String word = in.readLine();
              if (word.equals("HELLO")) {
                client
                    .getOutputStream()
                    .write("-ERR unknown command `HELLO`, with args beginning with: `3`, \r\n"
                        .getBytes(US_ASCII));
              }
            }
          }
        } catch (IOException e) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
