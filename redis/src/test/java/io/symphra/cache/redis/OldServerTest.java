package io.symphra.cache.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis 2.8, for the answer to servers that are too old. */
@Timeout(60)
class OldServerTest {

  @TempDir
  Path folder;

  @Test
  void isRefusedByItsVersion() throws Exception {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the old server is there for Linux on x86-64");
    Path program = folder.resolve("redis-server-2.8.19");
    try (InputStream in =
        requireNonNull(getClass().getResourceAsStream("/redis-server-2.8.19"), "the old server")) {
      Files.copy(in, program);
    }
    assertThat(program.toFile().setExecutable(true)).isTrue();
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process server = new ProcessBuilder(
            program.toString(),
            "--port",
            String.valueOf(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            folder.toString(),
            "--save",
            "")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> says(port).contains("redis_version:2.8.19"));

      assertThatExceptionOfType(RedisTierException.class)
          .isThrownBy(() -> RedisSharedTier.connect("redis://127.0.0.1:" + port))
          .withMessageContaining("127.0.0.1:" + port)
          .withMessageContaining("it is older than Redis 6");
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static String says(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("INFO server\r\n".getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(60), ISO_8859_1);
    }
  }
}
