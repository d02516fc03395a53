package io.symphra.cache.redis.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.symphra.cache.redis.ValueCodecs;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the tracker makes of faults of others. */
class TrackerTest {

  private final RedisServer server = RedisServer.start();
  private final ClientResources resources = Clients.resources();
  private final TierSettings settings = new TierSettings(
      List.of(RedisURI.create(server.uri())),
      "symphra",
      Duration.ofSeconds(2),
      Duration.ofSeconds(5),
      Duration.ofMillis(50),
      Duration.ofSeconds(1),
      2_048,
      1 << 20,
      ValueCodecs.jsonMapper(),
      Ticker.system(),
      Optional.empty(),
      false);
  private final Topology servers = new OneServer(resources, settings);

  @AfterEach
  void close() {
    servers.close();
    Shutdown.of(resources);
    server.close();
  }

  /** The servers, but the first attempts to listen throw. */
  private final class Stumbling implements Topology {

    private final AtomicInteger attempts = new AtomicInteger();

    @Override
    public RedisClusterAsyncCommands<byte[], byte[]> commands() {
      return servers.commands();
    }

    @Override
    public String server(byte[] key) {
      return servers.server(key);
    }

    @Override
    public int group(byte[] key) {
      return servers.group(key);
    }

    @Override
    public Map<String, Connector> masters() {
      Connector real = servers.masters().values().iterator().next();
      return Map.of("master", () -> {
        if (attempts.incrementAndGet() < 3) {
          throw new IllegalStateException("no connection today");
        }
        return real.connect();
      });
    }

    @Override
    public Duration clockSkew() {
      return Duration.ZERO;
    }

    @Override
    public void close() {}
  }

  @Test
  void anAttemptThatThrowsIsFollowedByAnother() {
    try (Tracker tracker = new Tracker(new Stumbling(), settings)) {
      tracker.start();
      tracker.awaitReady();

      assertThat(tracker.isCoherent(settings.ticker().read())).isTrue();
    }
  }

  @Test
  void aChangeThatAListenerFailedToTakeBeginsANewEpoch() {
    try (Tracker tracker = new Tracker(servers, settings)) {
      tracker.start();
      tracker.awaitReady();
      AtomicInteger forgotten = new AtomicInteger();
      tracker.subscribe("products", new Subscriber() {
        @Override
        public void changed(byte[] valueKey) {
          throw new IllegalStateException("cannot take it");
        }

        @Override
        public void allChanged() {
          forgotten.incrementAndGet();
        }
      });
      int before = tracker.epoch();

      server.command("SET", "symphra:v:products:{7}", "something");

      await().until(() -> forgotten.get() == 1);
      assertThat(tracker.epoch()).isEqualTo(before + 1);
    }
  }
}
