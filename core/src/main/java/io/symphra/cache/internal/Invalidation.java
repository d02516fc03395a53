package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.SharedTierOutage;
import io.symphra.cache.event.InvalidationCall;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.SharedCache;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lets entries go from all tiers: the shared tier first, so that nothing comes back from there. Thread-safe. */
final class Invalidation<K, V> {

  private static final int KEYS_SHOWN = 5;
  private static final int LONGEST_SHOWN = 200;

  private final String cacheName;
  private final SharedCache<K, V> shared;
  private final LocalTier<K, V> local;
  private final SingleFlight<K, V> flights;
  private final KeyCodec<K> keyCodec;
  private final EventRecorder<K> events;
  private final SharedTierOutage outage;

  Invalidation(
      String cacheName,
      SharedCache<K, V> shared,
      LocalTier<K, V> local,
      SingleFlight<K, V> flights,
      KeyCodec<K> keyCodec,
      EventRecorder<K> events,
      SharedTierOutage outage) {
    this.cacheName = cacheName;
    this.shared = shared;
    this.local = local;
    this.flights = flights;
    this.keyCodec = keyCodec;
    this.events = events;
    this.outage = outage;
  }

  void keys(Collection<K> keys) {
    keys(keys, InvalidationCall.KEYS);
  }

  void keys(Collection<K> keys, InvalidationCall call) {
    boolean told = false;
    try {
      told = tellShared(() -> shared.invalidate(keys), call);
    } finally {
      keys.forEach(local.changes()::changed);
      if (!keys.isEmpty()) {
        events.invalidated(call, keys, () -> shown(keys), keys.size(), keys.size(), told);
      }
    }
  }

  void matching(Glob glob) {
    many(
        () -> shared.invalidateMatching(glob),
        () -> matchingHere(glob),
        InvalidationCall.PATTERN,
        () -> List.of(cut(glob.pattern())));
  }

  void matching(String prefix, Glob glob) {
    Glob under = Glob.under(prefix, glob);
    many(
        () -> shared.invalidateMatching(under),
        () -> matchingHere(under),
        InvalidationCall.GROUP,
        () -> List.of(cut(prefix), cut(glob.pattern())));
  }

  void all() {
    many(shared::clear, local.changes()::allChanged, InvalidationCall.CLEAR, List::of);
  }

  /** Flights are looked at before entries, or one that lands meanwhile would be in neither place. */
  private void matchingHere(Glob glob) {
    Set<K> matching = new HashSet<>();
    for (K key : flights.keys()) {
      if (glob.matches(keyCodec.encode(key))) {
        matching.add(key);
      }
    }
    matching.addAll(local.store().keysMatching(glob, keyCodec, Integer.MAX_VALUE));
    matching.forEach(local.changes()::changed);
  }

  private void many(
      Runnable there, Runnable here, InvalidationCall call, Supplier<List<String>> what) {
    long before = local.store().size();
    boolean told = false;
    try {
      try {
        told = tellShared(there, call);
      } finally {
        here.run();
      }
    } finally { // also where a key codec throws: some entries may be gone
      long gone = Math.max(0, before - local.store().size());
      events.invalidated(call, Set.of(), what, 1, gone, told);
    }
  }

  /**
   * What the caller may not see any more goes from the local tier even if the shared tier cannot be told.
   *
   * @return whether it was told; if not, it is told when it is back
   */
  private boolean tellShared(Runnable tell, InvalidationCall call) {
    try {
      tell.run();
      return true;
    } catch (RuntimeException e) {
      events.stats().sharedTierFailures.increment();
      if (outage == SharedTierOutage.PROCEED && call != InvalidationCall.REMOVE) {
        return false;
      }
      throw new CacheException(
          "cache '%s': the shared tier could not be told of an invalidation, it may still answer the old values"
              .formatted(cacheName),
          e);
    }
  }

  private List<String> shown(Collection<K> keys) {
    return keys.stream().limit(KEYS_SHOWN).map(this::shown).toList();
  }

  /** The codec is user code; a key that it cannot render was let go all the same. */
  private String shown(K key) {
    try {
      return cut(keyCodec.encode(key));
    } catch (RuntimeException e) {
      return "a key with hash %08x that the key codec could not render".formatted(key.hashCode());
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
  }
}
