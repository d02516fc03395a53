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
  private final Map<String, Failing> failing = new ConcurrentHashMap<>();

  /**
   * An outage.
   *
   * @param last when the operation failed last
   * @param answeredSince whether it has succeeded since
   */
  private record Failing(long last, boolean answeredSince) {

    boolean isOver(long now) {
      return answeredSince && now - last > QUIET;
    }
  }

  Outages(Ticker ticker) {
    this.ticker = ticker;
  }

  /** An operation failed; whether its outage begins with that. */
  boolean beginWith(String operation) {
    long now = ticker.read();
    Failing before = failing.put(operation, new Failing(now, false));
    return before == null || before.isOver(now);
  }

  /** An operation succeeded; whether its outage ends with that. */
  boolean endWith(String operation) {
    if (failing.isEmpty()) {
      return false;
    }
    Failing outage = failing.get(operation);
    if (outage == null) {
      return false;
    }
    Failing answered = new Failing(outage.last(), true);
    if (answered.isOver(ticker.read())) {
      return failing.remove(operation, outage);
    }
    if (!outage.answeredSince()) {
      failing.replace(operation, outage, answered);
    }
    return false;
  }
}
