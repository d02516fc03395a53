package io.symphra.cache.redis.internal;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.symphra.cache.redis.RedisTierException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servers that could not be reached at the start: a thread tries again until they can be. Thread-safe. */
final class LateServers implements Topology {

  private static final Logger LOG = LoggerFactory.getLogger(LateServers.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String UNKNOWN = "a server that was never reached";

  private final ClientResources resources;
  private final TierSettings settings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Topology found; // guarded by this
  private boolean closed; // guarded by this
  private volatile RuntimeException failure;

  private LateServers(ClientResources resources, TierSettings settings, RuntimeException failure) {
    this.resources = resources;
    this.settings = settings;
    this.failure = failure;
    this.thread = new Thread(this::connect, "symphra-cache-redis-connect");
    thread.setDaemon(true);
  }

  /**
   * The servers, or if they cannot be reached, a promise of them.
   *
   * @throws RuntimeException if a server was reached, and refuses
   */
  static Topology connect(ClientResources resources, TierSettings settings) {
    try {
      return Topologies.connect(resources, settings);
    } catch (RuntimeException e) {
      if (!isOutage(e)) {
        throw e;
      }
      LOG.warn(
          "Redis at {} cannot be reached; caches begin without it, and use it as soon as it is there",
          settings.servers(),
          e);
      LateServers late = new LateServers(resources, settings, e);
      late.thread.start();
      return late;
    }
  }

  /** Whether nobody answered; who answers and refuses will go on refusing. */
  static boolean isOutage(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      boolean refused = cause instanceof RedisTierException && cause.getCause() == null;
      if (refused
          || cause instanceof RedisCommandExecutionException
          || cause instanceof SSLException) {
        return false;
      }
    }
    return true;
  }

  private void connect() {
    try {
      while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          keep(Topologies.connect(resources, settings));
          LOG.info("Redis at {} is there", settings.servers());
          return;
        } catch (RuntimeException e) {
          if (!isOutage(e) && isOutage(failure)) {
            LOG.warn("Redis at {} is there, and refuses; it is asked again", settings.servers(), e);
          }
          failure = e;
        }
      }
    } catch (InterruptedException e) { // nobody does that but who ends this thread
      LOG.trace("interrupted", e);
    }
  }

  private synchronized void keep(Topology connected) {
    if (closed) {
      connected.close();
    } else {
      found = connected;
    }
  }

  private synchronized @Nullable Topology found() {
    return found;
  }

  @Override
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    Topology servers = found();
    if (servers == null) {
      throw Failures.of(settings, failure);
    }
    return servers.commands();
  }

  @Override
  public String server(byte[] key) {
    Topology servers = found();
    return servers == null ? UNKNOWN : servers.server(key);
  }

  /** By slot until it is known whether they are a cluster, which is right for all. */
  @Override
  public int group(byte[] key) {
    Topology servers = found();
    return servers == null ? SlotHash.getSlot(key) : servers.group(key);
  }

  @Override
  public Map<String, Connector> masters() {
    Topology servers = found();
    return servers == null ? Map.of() : servers.masters();
  }

  /** That of a cluster, which they may turn out to be. */
  @Override
  public Duration clockSkew() {
    return ClusterServers.CLOCK_SKEW;
  }

  @Override
  public void close() {
    closing.countDown();
    Topology servers;
    synchronized (this) {
      closed = true;
      servers = found;
    }
    if (servers != null) {
      servers.close();
    }
  }
}
