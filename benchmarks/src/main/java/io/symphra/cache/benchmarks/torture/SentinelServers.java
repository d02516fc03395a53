package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.testkit.RedisSentinels;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A master and its replica behind sentinels, which change places. */
final class SentinelServers implements Servers {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisSentinels sentinels;

  private SentinelServers(RedisSentinels sentinels) {
    this.sentinels = sentinels;
  }

  static Servers start() {
    return new SentinelServers(RedisSentinels.start());
  }

  @Override
  public List<String> uris(int worker) {
    return List.of(sentinels.uri());
  }

  @Override
  public Map<Fault, Step> faults() {
    Map<Fault, Step> faults =
        new EnumMap<>(new ServerFaults(() -> List.of(sentinels.master())).all());
    faults.put(Fault.REPLICA_PROMOTED, this::promote);
    return faults;
  }

  private void promote(SplittableRandom random, Losses losses) {
    RedisServer old = sentinels.master();
    losses.change();
    old.kill();
    Await.until("the replica to be master", PATIENCE, () -> {
      RedisServer now = sentinels.master();
      return now != old && now.command("INFO", "replication").contains("role:master");
    });
    losses.change();
    RedisServer master = sentinels.master();
    old.restartEmpty();
    old.command("REPLICAOF", "127.0.0.1", String.valueOf(master.port()));
    Await.until(
        "the old master to follow",
        PATIENCE,
        () -> old.command("INFO", "replication").contains("master_link_status:up"));
  }

  @Override
  public String holders() {
    return sentinels.master().uri();
  }

  @Override
  public void close() {
    sentinels.close();
  }
}
