package io.symphra.cache.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.netcrusher.NetCrusherException;
import org.netcrusher.NetFreezer;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/**
 * A TCP proxy in front of one port of 127.0.0.1, for tests of what happens when a connection is slow, hangs or breaks. It
 * listens on a free port of 127.0.0.1 and passes everything on until told otherwise.
 *
 * <p>While the server behind it does not run, a connection is accepted and then closed, as by a load balancer; {@link
 * #refuse()} is what a client sees of a machine whose server is gone.
 *
 * <p>Nodes of a cluster, and masters behind sentinels, tell clients their own addresses, so a proxy in front of them is
 * passed by. {@link RedisCluster#startBehindProxies()} and {@link RedisSentinels#startBehindProxies()} make the nodes tell
 * the addresses of proxies instead.
 *
 * <p>It has two threads, one of which keeps the JVM alive, until it is closed. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final long TICK_MILLIS = 1;
  private static final int TRIES = 5;

  private final NioReactor reactor;
  private final TcpCrusher proxy;
  private volatile long delayNanos;
  private volatile boolean frozen;
  private volatile boolean refusing;
  private boolean closed;

  private FaultProxy(NioReactor reactor, int port, int target) {
    this.reactor = reactor;
    this.proxy = TcpCrusherBuilder.builder()
        .withReactor(reactor)
        .withBindAddress(HOST, port)
        .withConnectAddress(HOST, target)
        .withTcpNoDelay(true)
        .withIncomingThrottlerFactory(client -> bytes -> delayNanos)
        .withOutgoingThrottlerFactory(client -> bytes -> delayNanos)
        .withDeferredListeners(false)
        .withCreationListener(this::connected)
        .build();
    proxy.open();
  }

  /**
   * Starts a proxy in front of a port, at which nobody needs to listen yet.
   *
   * @param port on 127.0.0.1, from 1 to 65535
   * @throws IllegalArgumentException if it is no port
   * @throws UncheckedIOException if the proxy cannot be started
   */
  public static FaultProxy inFrontOf(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "fault proxy: port must be from 1 to 65535, was %d".formatted(port));
    }
    for (int tries = TRIES; ; tries--) { // somebody may take the free port first
      NioReactor reactor = reactor();
      try {
        return new FaultProxy(reactor, RedisFolder.freePort(), port);
      } catch (NetCrusherException e) {
        reactor.close();
        if (tries <= 1) {
          throw new UncheckedIOException(new IOException("the proxy did not start", e));
        }
      } catch (IOException e) {
        reactor.close();
        throw new UncheckedIOException(e);
      }
    }
  }

  private static NioReactor reactor() {
    try {
      return new NioReactor(TICK_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port on 127.0.0.1 to connect to; always the same. */
  public int port() {
    return proxy.getBindAddress().getPort();
  }

  /** The address of a Redis server behind this proxy, without user and password. */
  public String uri() {
    return "redis://" + HOST + ":" + port();
  }

  /**
   * Holds up all that is passed on from now on, in each direction, by at least this time and about twice as much at most;
   * also on the connections that are open. What is under way keeps the delay it has.
   *
   * @param each the delay in one direction, so that an answer takes twice as long; zero ends it
   * @throws IllegalArgumentException if it is negative
   */
  public void delay(Duration each) {
    if (requireNonNull(each, "each").isNegative()) {
      throw new IllegalArgumentException("fault proxy: delay must not be negative: " + each);
    }
    delayNanos = each.toNanos();
  }

  /**
   * Lets nothing pass in either direction, and closes nothing: what is sent waits, a new connection is accepted by the
   * system and hears nothing. Does nothing if it is frozen.
   */
  public synchronized void freeze() {
    requireOpen();
    if (!frozen) {
      frozen = true;
      if (!refusing) {
        proxy.freeze();
      }
    }
  }

  /** Passes on what waited, and everything after it. Does nothing if it is not frozen. */
  public synchronized void unfreeze() {
    requireOpen();
    if (frozen) {
      frozen = false;
      if (!refusing) {
        proxy.unfreeze();
      }
    }
  }

  /** Closes all connections now, with what is under way on them. New ones are accepted. */
  public synchronized void cut() {
    requireOpen();
    if (!refusing) {
      proxy.closeAllPairs();
    }
  }

  /** Closes all connections now, and refuses new ones until {@link #accept()}. Does nothing if it refuses already. */
  public synchronized void refuse() {
    requireOpen();
    if (!refusing) {
      refusing = true;
      proxy.close();
    }
  }

  /**
   * Accepts connections again after {@link #refuse()}, on the same port; a proxy that is frozen stays so. Does nothing if
   * it accepts.
   *
   * @throws UncheckedIOException if somebody else has taken the port meanwhile
   */
  public synchronized void accept() {
    requireOpen();
    if (refusing) {
      try {
        proxy.open();
      } catch (NetCrusherException e) {
        throw new UncheckedIOException(new IOException("the proxy cannot listen again", e));
      }
      refusing = false;
      if (frozen) {
        proxy.freeze();
      }
    }
  }

  /**
   * How many connections the proxy holds. One whose client left while it was frozen or delayed may be among them until the
   * next {@link #cut()}.
   */
  public int connections() {
    return refusing ? 0 : proxy.getClientAddresses().size();
  }

  /** A connection that was on its way in when the proxy froze or closed; runs on the proxy's thread. */
  private void connected(InetSocketAddress client) {
    if (refusing) {
      proxy.closeClient(client);
    } else if (frozen) {
      NetFreezer connection = proxy.getClientFreezer(client);
      if (!connection.isFrozen()) {
        connection.freeze();
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the fault proxy is closed");
    }
  }

  /** Closes all connections and ends the threads. The server behind goes on. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      refusing = true;
      proxy.close();
      reactor.close();
    }
  }
}
