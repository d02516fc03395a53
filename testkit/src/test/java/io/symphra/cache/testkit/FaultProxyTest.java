package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FaultProxyTest {

  private final RedisServer server = RedisServer.start();
  private final FaultProxy proxy = FaultProxy.inFrontOf(server.port());

  @AfterEach
  void close() {
    proxy.close();
    server.close();
  }

  @Test
  void passesEverythingOn() throws IOException {
    String large = "x".repeat(5_000_000);
    try (RedisWire wire = new RedisWire(proxy.port())) {
      assertThat(wire.send("SET", "a", large)).isEqualTo("OK");
      assertThat(wire.send("GET", "a")).isEqualTo(large);
    }
    assertThat(proxy.uri()).isEqualTo("redis://127.0.0.1:" + proxy.port());
    assertThat(server.command("STRLEN", "a")).isEqualTo("5000000");
  }

  @Test
  void delaysBothDirectionsAlsoOfOpenConnections() throws IOException {
    try (RedisWire wire = new RedisWire(proxy.port())) {
      wire.send("PING");
      proxy.delay(Duration.ofMillis(150));
      long start = System.nanoTime();
      assertThat(wire.send("PING")).isEqualTo("PONG");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));

      proxy.delay(Duration.ofHours(1));
      proxy.delay(Duration.ZERO);
      assertThat(wire.send("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void whatIsSentWhileFrozenArrivesAfterwards() throws Exception {
    try (RedisWire open = new RedisWire(proxy.port())) {
      open.send("PING");
      proxy.freeze();
      proxy.freeze();
      CompletableFuture<String> set = send(open, "SET", "a", "1");
      CompletableFuture<String> fresh = CompletableFuture.supplyAsync(() -> ping(proxy));
      assertThatThrownBy(() -> set.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(fresh).isNotDone();
      assertThat(server.command("GET", "a")).isEmpty();

      proxy.unfreeze();
      proxy.unfreeze();

      assertThat(set.get(20, TimeUnit.SECONDS)).isEqualTo("OK");
      assertThat(fresh.get(20, TimeUnit.SECONDS)).isEqualTo("PONG");
      assertThat(server.command("GET", "a")).isEqualTo("1");
    }
  }

  @Test
  void cutsConnectionsAndTakesNewOnes() throws Exception {
    try (RedisWire wire = new RedisWire(proxy.port())) {
      wire.send("PING");
      assertThat(proxy.connections()).isEqualTo(1);
      CompletableFuture<String> blocked = send(wire, "BLPOP", "none", "0");
      RedisCluster.await(
          "the command to block",
          () -> server.command("INFO", "clients").contains("blocked_clients:1"));

      proxy.cut();

      assertThatThrownBy(() -> blocked.get(20, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(ping(proxy)).isEqualTo("PONG");
      RedisCluster.await(
          "the server to see it",
          () -> server.command("INFO", "clients").contains("blocked_clients:0"));
    }
  }

  @Test
  void cutsWhatIsFrozen() throws Exception {
    try (RedisWire wire = new RedisWire(proxy.port())) {
      wire.send("PING");
      proxy.freeze();
      CompletableFuture<String> set = send(wire, "SET", "a", "1");

      proxy.cut();

      assertThatThrownBy(() -> set.get(20, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IOException.class);
      proxy.unfreeze();
      assertThat(ping(proxy)).isEqualTo("PONG");
      assertThat(server.command("GET", "a")).as("it never passed").isEmpty();
    }
  }

  @Test
  void refusesUntilItAccepts() throws Exception {
    int port = proxy.port();
    try (RedisWire wire = new RedisWire(port)) {
      wire.send("PING");
      proxy.refuse();
      proxy.refuse();
      proxy.cut();

      assertThatThrownBy(() -> wire.send("PING")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> new RedisWire(port).close()).isInstanceOf(ConnectException.class);
      assertThat(proxy.connections()).isZero();

      proxy.freeze();
      proxy.accept();
      proxy.accept();
      assertThat(proxy.port()).isEqualTo(port);
      CompletableFuture<String> waits = CompletableFuture.supplyAsync(() -> ping(proxy));
      assertThatThrownBy(() -> waits.get(300, TimeUnit.MILLISECONDS))
          .as("still frozen")
          .isInstanceOf(TimeoutException.class);
      proxy.unfreeze();
      assertThat(waits.get(20, TimeUnit.SECONDS)).isEqualTo("PONG");
    }
  }

  @Test
  void aServerThatDiesIsSeenAndOneThatComesBackIsUsed() throws Exception {
    try (RedisWire wire = new RedisWire(proxy.port())) {
      wire.send("PING");
      CompletableFuture<String> blocked = send(wire, "BLPOP", "none", "0");
      RedisCluster.await(
          "the command to block",
          () -> server.command("INFO", "clients").contains("blocked_clients:1"));
      server.kill();

      assertThatThrownBy(() -> blocked.get(30, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IOException.class);
      assertThatThrownBy(() -> ping(proxy)).isInstanceOf(RuntimeException.class);
    }
    server.restart();
    assertThat(ping(proxy)).isEqualTo("PONG");
  }

  @Test
  void faultsFromManyThreadsLeaveItWorking() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      List<Runnable> faults = List.of(
          proxy::freeze,
          proxy::unfreeze,
          proxy::cut,
          proxy::refuse,
          proxy::accept,
          () -> proxy.delay(Duration.ofMillis(1)));
      for (int i = 0; i < 600; i++) {
        int which = i;
        all.add(threads.submit(() -> faults.get(which % faults.size()).run()));
        all.add(threads.submit(() -> {
          try (RedisWire wire = new RedisWire(proxy.port(), 20)) {
            wire.send("PING");
          } catch (IOException e) {
            // That is what faults are for.
          }
        }));
      }
      for (Future<?> each : all) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    proxy.accept();
    proxy.unfreeze();
    assertThat(ping(proxy)).isEqualTo("PONG");
    proxy.cut();
    assertThat(proxy.connections()).isZero();
    RedisCluster.await(
        "the server to have no client but the one that asks",
        () -> server.command("INFO", "clients").contains("connected_clients:1\r"));
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    FaultProxy other = FaultProxy.inFrontOf(server.port());
    int port = other.port();
    try (RedisWire wire = new RedisWire(port)) {
      wire.send("PING");
      other.freeze();

      other.close();
      other.close();

      assertThatThrownBy(() -> wire.send("PING")).isInstanceOf(IOException.class);
    }
    RedisCluster.await(
        "its threads to end",
        () -> Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("NetCrusher"))
            .allMatch(before::contains));
    new ServerSocket(port).close();
    assertThatIllegalStateException().isThrownBy(other::freeze).withMessageContaining("closed");
    assertThat(server.command("PING")).isEqualTo("PONG");
  }

  @Test
  void refusesBadInput() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultProxy.inFrontOf(0))
        .withMessageContaining("from 1 to 65535, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultProxy.inFrontOf(65_536))
        .withMessageContaining("65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.delay(Duration.ofMillis(-1)))
        .withMessageContaining("delay");
  }

  private static String ping(FaultProxy proxy) {
    try (RedisWire wire = new RedisWire(proxy.port())) {
      return wire.send("PING");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<String> send(RedisWire wire, String... words) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return wire.send(words);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
