package io.symphra.cache.benchmarks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite knows this contender by name only. */
class JetCacheContestantTest {

  @Test
  void everyTaskReachesTheServer() throws ClassNotFoundException {
    Class<? extends RemoteCache> type =
        Class.forName(Contestant.JETCACHE.type()).asSubclass(RemoteCache.class);
    try (RedisServer server = RedisServer.start();
        LocalPlayer player = new LocalPlayer(type, server.uri())) {
      for (Task task : Task.values()) {
        CommandStats.reset(List.of(server));
        Slice slice = player.play(task, 2, Duration.ofMillis(20));

        assertThat(slice.calls()).isPositive();
        Contestant.JETCACHE.check(task, slice, CommandStats.of(List.of(server)));
      }
      assertThat(player.stampede(1)).isBetween(1, 128);
    }
  }
}
