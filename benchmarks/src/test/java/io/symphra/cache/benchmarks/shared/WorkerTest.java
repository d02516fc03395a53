package io.symphra.cache.benchmarks.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symphra.cache.benchmarks.local.Libraries;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerTest {

  @Test
  void aContenderIsMeasuredInAJvmOfItsOwn() {
    try (RedisServer server = RedisServer.start();
        Player player = Contestant.LETTUCE.start(server.uri())) {
      Slice slice = player.play(Task.GET, 2, Duration.ofMillis(50));

      assertThat(slice.calls()).isPositive();
      assertThat(slice.perSecond()).isPositive();
      assertThat(slice.p99()).isGreaterThanOrEqualTo(slice.p50());
      assertThat(player.stampede(1)).isBetween(1, 128);
      assertThat(server.command("DBSIZE")).isEqualTo(Integer.toString(Entries.COUNT + 1));
    }
  }

  @Test
  void aContenderThatCannotStartIsNamedWithWhatItSaid() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            new RemotePlayer(Libraries.OWN, LettuceRemote.class.getName(), "redis://[").close())
        .withMessageContaining("LettuceRemote ended: ");
  }
}
