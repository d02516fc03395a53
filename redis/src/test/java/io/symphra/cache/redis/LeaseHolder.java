package io.symphra.cache.redis;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An instance in a JVM of its own that holds the lease on a key and never comes back from its loader. */
final class LeaseHolder implements AutoCloseable {

  private static final String LOADING = "loading";

  private final Process process;

  private LeaseHolder(Process process) {
    this.process = process;
  }

  /** Starts the JVM, and returns when its loader runs. */
  static LeaseHolder start(String uri, String namespace, Duration leaseTimeout, String key)
      throws IOException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LeaseHolder.class.getName(),
            uri,
            namespace,
            leaseTimeout.toString(),
            key)
        .redirectErrorStream(true)
        .start();
    StringBuilder said = new StringBuilder();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(LOADING)) {
        return new LeaseHolder(process);
      }
      said.append(line).append('\n');
    }
    throw new IOException("the JVM ended: " + said);
  }

  /** Kills it as a crash would, and returns when it is gone. */
  void kill() throws InterruptedException {
    if (!process.destroyForcibly().waitFor(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the JVM does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Takes the address, the namespace, the lease timeout and the key. */
  public static void main(String[] words) {
    CountDownLatch never = new CountDownLatch(1);
    try (CacheManager manager = Fleet.manager(words[0], words[1])) {
      Cache<String, String> cache = Fleet.cache(manager, Duration.parse(words[2]), () -> {
        System.out.println(LOADING);
        never.await();
        return "never";
      });
      System.out.println(cache.get(words[3]));
    }
  }
}
