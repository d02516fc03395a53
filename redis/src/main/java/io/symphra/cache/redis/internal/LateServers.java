package io.symphra.cache.redis.internal;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.symphra.cache.redis.RedisTierException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private volatile @Nullable Topology found; // written under the lock
  private boolean closed; // guarded by this
  private volatile Throwable failure;

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

  /** Whether nobody answered, or a server that is about to: who answers and refuses will go on refusing. */
  static boolean isOutage(Throwable thrown) {
    boolean silent = false;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisLoadingException || cause instanceof RedisBusyException) {
        return true;
      }
      boolean refused = cause instanceof RedisTierException && cause.getCause() == null;
      if (refused
          || cause instanceof InterruptedException
          || cause instanceof RedisCommandExecutionException
          || (cause instanceof SSLException && !(cause instanceof SslHandshakeTimeoutException))) {
        return false;
      }
      silent |= cause instanceof RedisConnectionException
          || cause instanceof RedisCommandTimeoutException
          || cause instanceof TimeoutException
          || cause instanceof IOException;
    }
    return silent;
  }

  private void connect() {
    try {
      while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          keep(Topologies.connect(resources, settings));
          LOG.info("Redis at {} is there", settings.servers());
          return;
        } catch (RuntimeException | OutOfMemoryError e) { // such as no thread to be had: next time
          if (!isOutage(e) && isOutage(failure)) {
            LOG.warn("Redis at {} is not used yet; it is asked again", settings.servers(), e);
          }
          failure = e;
        }
      }
    } catch (InterruptedException e) { // nobody does that but who ends this thread
      LOG.trace("interrupted", e);
    }
  }

  private void keep(Topology connected) {
    synchronized (this) {
      if (!closed) {
        found = connected;
        return;
      }
    }
    connected.close();
  }

  @Override
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    Topology servers = found;
    if (servers == null) {
      throw Failures.of(settings, failure);
    }
    return servers.commands();
  }

  @Override
  public String server(byte[] key) {
    Topology servers = found;
    return servers == null ? UNKNOWN : servers.server(key);
  }

  /** By slot until it is known whether they are a cluster, which is right for all. */
  @Override
  public int group(byte[] key) {
    Topology servers = found;
    return servers == null ? SlotHash.getSlot(key) : servers.group(key);
  }

  @Override
  public Map<String, Connector> masters() {
    Topology servers = found;
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
    thread.interrupt();
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
