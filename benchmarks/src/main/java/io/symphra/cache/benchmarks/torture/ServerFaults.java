package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Faults that a server brings about itself, for topologies whose clients find their servers by themselves. */
final class ServerFaults {

  private static final int SHORTER = 150;
  private static final int LONGER = 750;
  private static final int NAPS = 15;
  private static final int NAP_MILLIS = 30;

  private final Supplier<List<RedisServer>> masters;

  /**
   * The faults of some servers.
   *
   * @param masters those that are masters now
   */
  ServerFaults(Supplier<List<RedisServer>> masters) {
    this.masters = masters;
  }

  Map<Fault, Servers.Step> all() {
    Map<Fault, Servers.Step> faults = new EnumMap<>(Fault.class);
    faults.put(
        Fault.CONNECTIONS_CUT,
        (random, losses) -> one(random).command("CLIENT", "KILL", "TYPE", "normal"));
    faults.put(Fault.FROZEN_SHORTER_THAN_A_FENCE, (random, losses) -> freeze(one(random), SHORTER));
    faults.put(Fault.FROZEN_LONGER_THAN_A_FENCE, (random, losses) -> freeze(one(random), LONGER));
    faults.put(Fault.DELAYED, (random, losses) -> delay(one(random)));
    return faults;
  }

  private RedisServer one(SplittableRandom random) {
    List<RedisServer> all = masters.get();
    return all.get(random.nextInt(all.size()));
  }

  private static void freeze(RedisServer server, int millis) {
    server.command("CLIENT", "PAUSE", String.valueOf(millis));
    Pauses.millis(millis);
  }

  private static void delay(RedisServer server) {
    String seconds = String.valueOf(Duration.ofMillis(NAP_MILLIS).toMillis() / 1e3);
    for (int i = 0; i < NAPS; i++) {
      server.command("DEBUG", "SLEEP", seconds);
      Pauses.millis(NAP_MILLIS);
    }
  }
}
