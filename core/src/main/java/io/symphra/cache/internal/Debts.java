package io.symphra.cache.internal;

import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys whose invalidation the shared tier was not told of, and those it was told of lately and may have forgotten.
 *
 * <p>Each call that tells the tier something takes a ticket before it begins. It pays the debts that were made with
 * earlier tickets: what they were about had happened before it began. Bounded: beyond {@value #MOST_KEYS} unpaid keys
 * everything is owed; of more recent keys than that the oldest are forgotten. Thread-safe.
 */
final class Debts<K> {

  static final int MOST_KEYS = 100_000;
  static final Duration RECENT = Duration.ofMinutes(1);

  private static final long NOTHING = -1;

  private final Ticker ticker;
  private final Map<K, Long> owed = new HashMap<>();
  private final LinkedHashMap<K, Long> recent = new LinkedHashMap<>();
  private long tickets;
  private long everything = NOTHING;

  Debts(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Before the tier is told of something that has happened. */
  synchronized long ticket() {
    return ++tickets;
  }

  /** The tier could not be told. */
  synchronized void owe(Iterable<K> keys, long ticket) {
    if (everything == NOTHING) {
      keys.forEach(key -> owed.merge(key, ticket, Math::max));
      if (owed.size() <= MOST_KEYS) {
        return;
      }
    }
    oweEverything(ticket);
  }

  /** The tier could not be told of so much that it cannot be said by keys. */
  synchronized void oweEverything(long ticket) {
    owed.clear();
    everything = Math.max(everything, ticket);
  }

  /** The tier was told, and may forget it when a replica takes over or a snapshot is loaded. */
  synchronized void told(Iterable<K> keys, long ticket) {
    long now = ticker.read();
    for (K key : keys) {
      owed.computeIfPresent(key, (same, made) -> made < ticket ? null : made);
      recent.remove(key); // so that the map is in the order of time
      recent.put(key, now);
    }
    forgetOld(now);
  }

  /** The tier was told to let everything go. */
  synchronized void toldEverything(long ticket) {
    if (everything < ticket) {
      everything = NOTHING;
    }
    owed.values().removeIf(made -> made < ticket);
  }

  private void forgetOld(long now) {
    Iterator<Long> times = recent.values().iterator();
    while (times.hasNext()
        && (now - times.next() > RECENT.toNanos() || recent.size() > MOST_KEYS)) {
      times.remove();
    }
  }

  synchronized boolean isEmpty() {
    return everything == NOTHING && owed.isEmpty();
  }

  synchronized boolean isEverythingOwed() {
    return everything != NOTHING;
  }

  /** How many keys are owed; none if everything is. */
  synchronized int size() {
    return owed.size();
  }

  /** The keys that are owed. */
  synchronized Set<K> owed() {
    return new LinkedHashSet<>(owed.keySet());
  }

  /** The keys that are owed, and those the tier was told of lately. */
  synchronized Set<K> owedAndRecent() {
    forgetOld(ticker.read());
    Set<K> keys = owed();
    keys.addAll(recent.keySet());
    return keys;
  }
}
