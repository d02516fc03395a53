package io.symphra.cache.internal;

import io.symphra.cache.spi.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The operations that fail at the moment, so that each outage is told once.
 *
 * <p>Each operation has outages of its own: a server that is out of memory refuses every fill and answers every read, and
 * would else be told to be away and back again with each load. For the same reason an outage ends only when the operation has
 * not failed for a while: of a cluster one node may be away, so that some reads fail and others do not. Bounded by the
 * operations there are. Thread-safe.
 */
final class Outages {

  static final long QUIET = TimeUnit.SECONDS.toNanos(5);

  private final Ticker ticker;
  private final Map<String, Long> lastFailures = new ConcurrentHashMap<>();

  Outages(Ticker ticker) {
    this.ticker = ticker;
  }

  /** An operation failed; whether its outage begins with that. */
  boolean beginWith(String operation) {
    return lastFailures.put(operation, ticker.read()) == null;
  }

  /** An operation succeeded; whether its outage ends with that. */
  boolean endWith(String operation) {
    if (lastFailures.isEmpty()) {
      return false;
    }
    Long last = lastFailures.get(operation);
    return last != null && ticker.read() - last > QUIET && lastFailures.remove(operation, last);
  }
}
