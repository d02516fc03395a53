package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a real server; on machines whose bundled server was built without it there is nothing to test. */
@Timeout(120)
class TlsTest {

  @TempDir
  static Path folder;

  private static Identity local;
  private static Identity elsewhere;
  private static Identity client;

  @BeforeAll
  static void certificates() throws Exception {
    local = Identity.of("ip:127.0.0.1", folder);
    elsewhere = Identity.of("dns:cache.example.org", folder);
    client = Identity.of("dns:client.example.org", folder);
  }

  /** A server that speaks TLS on one port and plainly on another. */
  private record TlsServer(RedisServer server, int port) implements AutoCloseable {

    static TlsServer start(Identity identity, boolean asksClients) throws IOException {
      for (int tries = 5; ; tries--) { // somebody may take the free port first
        int port = freePort();
        try {
          return new TlsServer(
              RedisServer.builder()
                  .setting("tls-port", String.valueOf(port))
                  .setting("tls-cert-file", identity.certificate().toString())
                  .setting("tls-key-file", identity.key().toString())
                  .setting("tls-ca-cert-file", client.certificate().toString())
                  .setting("tls-auth-clients", asksClients ? "yes" : "no")
                  .start(),
              port);
        } catch (UncheckedIOException e) {
          if (String.valueOf(e.getMessage()).contains("Bad directive")) {
            return abort("the bundled server was built without TLS");
          }
          if (tries <= 1) {
            throw e;
          }
        }
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    RedisSharedTierBuilder to() {
      return RedisSharedTier.builder()
          .uri("rediss://127.0.0.1:" + port)
          .connectTimeout(Duration.ofSeconds(20))
          .commandTimeout(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Test
  void aTrustedServerServesAndItsChangesAreHeard() throws IOException {
    try (TlsServer server = TlsServer.start(local, false);
        CacheManager here = CacheManager.builder()
            .sharedTier(server.to().trustedCertificates(local.certificate()).connect())
            .build();
        CacheManager there = CacheManager.builder()
            .sharedTier(server.to().trustedCertificates(local.certificate()).connect())
            .build()) {
      Cache<Long, String> cache = here.cache("c", Long.class, String.class).build();
      Cache<Long, String> other = there.cache("c", Long.class, String.class).build();
      cache.put(1L, "one");
      assertThat(other.get(1L)).isEqualTo("one");
      assertThat(other.get(1L)).isEqualTo("one");

      cache.put(1L, "two");

      await().untilAsserted(() -> assertThat(other.get(1L)).isEqualTo("two"));
      assertThat(other.stats().sharedTierFailures()).isZero();
      assertThat(server.server().command("DBSIZE")).isEqualTo("1");
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsRefused() throws IOException {
    try (TlsServer server = TlsServer.start(local, false)) {
      assertRefused(server.to(), "its certificate is not trusted", "trustedCertificates");
      assertRefused(
          server.to().trustedCertificates(elsewhere.certificate()),
          "its certificate is not trusted",
          "trustedCertificates");
      assertThat(server.server().command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefusedUnlessTheHostIsNotToBeChecked() throws IOException {
    try (TlsServer server = TlsServer.start(elsewhere, false)) {
      assertRefused(
          server.to().trustedCertificates(elsewhere.certificate()),
          "its certificate is for another host name",
          "verifyPeer=ca");
      RedisSharedTierBuilder authorityAlone = server
          .to()
          .uri("rediss://127.0.0.1:" + server.port() + "?verifyPeer=ca")
          .trustedCertificates(elsewhere.certificate());
      try (RedisSharedTier tier = authorityAlone.connect()) {
        assertThat(tier.toString()).contains(String.valueOf(server.port()));
      }
      assertThat(server.server().command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void aServerThatAsksForTheClientsCertificate() throws IOException {
    try (TlsServer server = TlsServer.start(local, true)) {
      assertThatExceptionOfType(RedisTierException.class)
          .isThrownBy(() -> server.to().trustedCertificates(local.certificate()).connect());
      try (RedisSharedTier tier = server
          .to()
          .trustedCertificates(local.certificate())
          .clientCertificate(client.certificate(), client.key())
          .connect()) {
        assertThat(tier.stats().undecodable()).isZero();
      }
      assertThat(server.server().command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void tlsOnOneSideOnly() throws IOException {
    try (TlsServer server = TlsServer.start(local, false)) {
      assertRefused(
          RedisSharedTier.builder()
              .uri("redis://127.0.0.1:" + server.port())
              .commandTimeout(Duration.ofSeconds(3)),
          "127.0.0.1:" + server.port(),
          "TLS");
      assertRefused(
          RedisSharedTier.builder()
              .uri("rediss://127.0.0.1:" + server.server().port())
              .connectTimeout(Duration.ofSeconds(3)),
          "127.0.0.1:" + server.server().port(),
          "TLS");
    }
  }

  @Test
  void filesThatCannotBeMeant() throws IOException {
    RedisSharedTierBuilder builder = RedisSharedTier.builder();
    Path missing = folder.resolve("missing.pem");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.trustedCertificates(missing))
        .withMessageContaining("trustedCertificates")
        .withMessageContaining("missing.pem");
    for (Path wrong : new Path[] {text, local.key()}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.trustedCertificates(wrong))
          .withMessageContaining("no certificate in PEM form");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.clientCertificate(wrong, client.key()))
          .withMessageContaining("clientCertificate");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.clientCertificate(client.certificate(), client.certificate()))
        .withMessageContaining("no private key");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder
            .uri("redis://127.0.0.1:1")
            .trustedCertificates(local.certificate())
            .connect())
        .withMessageContaining("rediss://");
  }

  private static void assertRefused(RedisSharedTierBuilder builder, String... advice) {
    assertThatExceptionOfType(RedisTierException.class)
        .isThrownBy(builder::connect)
        .satisfies(e -> assertThat(e.getMessage()).contains(advice));
  }
}
