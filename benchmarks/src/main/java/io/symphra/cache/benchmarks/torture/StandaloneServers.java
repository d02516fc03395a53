package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.testkit.FaultProxy;
import io.symphra.cache.testkit.RedisServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One server, which loses its data in restarts, and a way of its own to it for each worker. */
final class StandaloneServers implements Servers {

  private static final int YOUNGEST_SNAPSHOT_MILLIS = 300;
  private static final int OLDEST_SNAPSHOT_MILLIS = 1_500;

  private final RedisServer server;
  private final List<FaultProxy> proxies = new ArrayList<>();

  private StandaloneServers(RedisServer server, int workers) {
    this.server = server;
    try {
      for (int worker = 0; worker < workers; worker++) {
        proxies.add(FaultProxy.inFrontOf(server.port()));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static Servers start(int workers) {
    return new StandaloneServers(RedisServer.start(), workers);
  }

  @Override
  public List<String> uris(int worker) {
    return List.of(proxies.get(worker).uri());
  }

  @Override
  public Map<Fault, Step> faults() {
    Map<Fault, Step> faults = new EnumMap<>(new ProxyFaults(proxies).all());
    faults.put(Fault.RESTARTED_EMPTY, (random, losses) -> {
      losses.change();
      server.kill();
      server.restartEmpty();
      losses.change();
    });
    faults.put(Fault.RESTARTED_FROM_AN_OLDER_SNAPSHOT, this::restoreSnapshot);
    return faults;
  }

  private void restoreSnapshot(SplittableRandom random, Losses losses) {
    server.save();
    Pauses.millis(random.nextInt(YOUNGEST_SNAPSHOT_MILLIS, OLDEST_SNAPSHOT_MILLIS));
    losses.change();
    server.kill();
    server.restart();
    losses.change();
  }

  @Override
  public String holders() {
    return server.uri();
  }

  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
    server.close();
  }
}
