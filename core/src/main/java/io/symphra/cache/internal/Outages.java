package io.symphra.cache.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations that fail at the moment, so that each outage is told once.
 *
 * <p>Each operation has outages of its own: a server that is out of memory refuses every fill and answers every read, and
 * would else be told to be away and back again with each load. Bounded by the operations there are. Thread-safe.
 */
final class Outages {

  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /** An operation failed; whether its outage begins with that. */
  boolean beginWith(String operation) {
    return failing.add(operation);
  }

  /** An operation succeeded; whether its outage ends with that. */
  boolean endWith(String operation) {
    return !failing.isEmpty() && failing.remove(operation);
  }
}
