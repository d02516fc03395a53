package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisServerTest {

  @Test
  void isARealRedis6OnTheLoopbackAddress() {
    try (RedisServer server = RedisServer.start()) {
      assertThat(server.command("INFO", "server")).contains("redis_version:6.2");
      assertThat(server.command("CONFIG", "GET", "bind")).contains("127.0.0.1");
      assertThat(server.uri()).isEqualTo("redis://127.0.0.1:" + server.port());
    }
  }

  @Test
  void serversShareNothing() {
    try (RedisServer one = RedisServer.start();
        RedisServer other = RedisServer.start()) {
      one.command("SET", "a", "é\r\n");

      assertThat(one.command("GET", "a")).isEqualTo("é\r\n");
      assertThat(other.command("GET", "a")).isEmpty();
      assertThat(one.command("KEYS", "*")).isEqualTo("a");
    }
  }

  @Test
  void comesBackWithItsSnapshotHoweverItStopped() {
    try (RedisServer server = RedisServer.start()) {
      server.command("SET", "a", "saved");
      server.save();
      server.command("SET", "a", "later");
      server.stop();
      assertThatThrownBy(() -> server.command("PING")).isInstanceOf(UncheckedIOException.class);
      server.restart();
      assertThat(server.command("GET", "a")).isEqualTo("saved");

      server.command("SET", "a", "later");
      server.kill();
      server.restart();
      assertThat(server.command("GET", "a")).isEqualTo("saved");
    }
  }

  @Test
  void comesBackEmpty() {
    try (RedisServer server = RedisServer.start()) {
      int port = server.port();
      server.command("SET", "a", "saved");
      server.save();
      server.restartEmpty();

      assertThat(server.command("DBSIZE")).isEqualTo("0");
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void comesBackWithAnOlderSnapshot() {
    try (RedisServer server = RedisServer.start();
        RedisServer other = RedisServer.start()) {
      int port = server.port();
      server.command("SET", "a", "first");
      RedisServer.Snapshot first = server.snapshot();
      server.command("SET", "a", "second");
      RedisServer.Snapshot second = server.snapshot();
      server.command("SET", "a", "third");
      server.save();

      server.restartFrom(first);
      assertThat(server.command("GET", "a")).isEqualTo("first");
      server.kill();
      server.restartFrom(second);
      assertThat(server.command("GET", "a")).isEqualTo("second");
      server.restartEmpty();
      server.restartFrom(first);
      assertThat(server.command("GET", "a")).isEqualTo("first");
      assertThat(server.port()).isEqualTo(port);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.restartFrom(first))
          .withMessageContaining("another server");
    }
  }

  @Test
  void leavesNoProcessAndNoDataBehind() {
    RedisServer server = RedisServer.start();
    Path folder = Path.of(server.command("CONFIG", "GET", "dir").split("\n", -1)[1]);
    long pid = Long.parseLong(
        server.command("INFO", "server").replaceAll("(?s).*process_id:(\\d+).*", "$1"));
    server.save();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();

    server.close();
    server.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Stream.of(folder).filter(Files::exists)).isEmpty();
  }

  @Test
  void takesServerSettings() {
    try (RedisServer server = RedisServer.builder()
        .setting("maxmemory", "10mb")
        .setting("maxmemory-policy", "allkeys-lru")
        .start()) {
      assertThat(server.command("CONFIG", "GET", "maxmemory*"))
          .contains("10485760")
          .contains("allkeys-lru");
    }
  }

  @Test
  void startsWithAPassword() {
    try (RedisServer server =
        RedisServer.builder().setting("requirepass", "secret").start()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> server.command("GET", "a"))
          .withMessageContaining("NOAUTH");
    }
  }

  @Test
  void saysWhyAServerDidNotStart() {
    assertThatThrownBy(
            () -> RedisServer.builder().setting("no-such-setting", "1").start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Bad directive");
  }

  @Test
  void refusesSettingsThatAreNoLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisServer.builder().setting("a b", "1"))
        .withMessageContaining("\"a b\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisServer.builder().setting("maxmemory", "1\nsave 1 1"))
        .withMessageContaining("maxmemory");
  }

  @Test
  void anErrorIsAnException() {
    try (RedisServer server = RedisServer.start()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> server.command("NO-SUCH-COMMAND"))
          .withMessageContaining("unknown command");
    }
  }
}
