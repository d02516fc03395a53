package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The leases a tier granted in a run, by the number of the request: the tier chooses its tokens itself. */
final class Leases {

  private static final Lease NEVER_GRANTED = new Lease(-0x5EED_0BADL, Duration.ofMinutes(1));

  private final Map<Request, Lease> granted = new ConcurrentHashMap<>();

  private record Request(long number, String key) {}

  void granted(long number, String key, Lease lease) {
    granted.put(new Request(number, key), lease);
  }

  /** The lease a request was granted for a key, or one that nobody was granted. */
  Lease of(long number, String key) {
    return granted.getOrDefault(new Request(number, key), NEVER_GRANTED);
  }
}
