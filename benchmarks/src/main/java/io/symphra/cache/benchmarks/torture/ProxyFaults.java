package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.testkit.FaultProxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Faults of the way from one worker to the server, while all others go on. */
final class ProxyFaults {

  private static final int SHORTEST_MILLIS = 50;
  private static final int SHORTER_MILLIS = 300;
  private static final int LONGER_MILLIS = 700;
  private static final int LONGEST_MILLIS = 1_600;
  private static final int LEAST_DELAY_MILLIS = 2;
  private static final int MOST_DELAY_MILLIS = 60;

  private final List<FaultProxy> proxies;

  ProxyFaults(List<FaultProxy> proxies) {
    this.proxies = proxies;
  }

  Map<Fault, Servers.Step> all() {
    Map<Fault, Servers.Step> faults = new EnumMap<>(Fault.class);
    faults.put(Fault.CONNECTIONS_CUT, (random, losses) -> one(random).cut());
    faults.put(
        Fault.FROZEN_SHORTER_THAN_A_FENCE,
        (random, losses) -> freeze(one(random), random.nextInt(SHORTEST_MILLIS, SHORTER_MILLIS)));
    faults.put(
        Fault.FROZEN_LONGER_THAN_A_FENCE,
        (random, losses) -> freeze(one(random), random.nextInt(LONGER_MILLIS, LONGEST_MILLIS)));
    faults.put(Fault.DELAYED, (random, losses) -> delay(one(random), random));
    return faults;
  }

  private FaultProxy one(SplittableRandom random) {
    return proxies.get(random.nextInt(proxies.size()));
  }

  /** Half of the time what waited is lost with its connections, else it arrives late. */
  private static void freeze(FaultProxy proxy, int millis) {
    proxy.freeze();
    Pauses.millis(millis);
    if (millis % 2 == 0) {
      proxy.cut();
    }
    proxy.unfreeze();
  }

  private static void delay(FaultProxy proxy, SplittableRandom random) {
    proxy.delay(Duration.ofMillis(random.nextInt(LEAST_DELAY_MILLIS, MOST_DELAY_MILLIS)));
    Pauses.millis(random.nextInt(SHORTER_MILLIS, LONGEST_MILLIS));
    proxy.delay(Duration.ZERO);
  }
}
