package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.spi.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a read: what the local tier answers, counted. An entry that wants attention gets it on the way, and
 * where there is a soft timeout the reader that begins the refresh of a stale entry waits for it that long.
 *
 * <p>A hit allocates nothing. Thread-safe.
 */
final class LocalReads<K, V> {

  private final LocalTier<K, V> tier;
  private final Bypass bypass;
  private final Ticker ticker;
  private final StatsRecorder stats;
  private final EventRecorder<K> events;
  private final Refreshes<K, V> refreshes;
  private final SoftTimeout soft;

  LocalReads(ReadParts<K, V> parts, Refreshes<K, V> refreshes) {
    this.tier = parts.local();
    this.bypass = parts.bypass();
    this.ticker = parts.ticker();
    this.stats = parts.stats();
    this.events = parts.events();
    this.refreshes = refreshes;
    this.soft = new SoftTimeout(parts.config());
  }

  /** Whether the reader that begins a refresh waits for it. */
  boolean waitsForRefresh() {
    return soft.isOn();
  }

  /** The time by which {@link #at} looks. */
  long now() {
    return ticker.read();
  }

  /** What there is at a time, not counted. */
  @Nullable
  LocalEntry<V> at(K key, long now) {
    return bypass.isOn() ? null : tier.lookup(key, now);
  }

  /**
   * What there is.
   *
   * @param with what refreshes it; null to leave it as it is
   */
  @Nullable
  LocalEntry<V> lookup(K key, @Nullable CacheLoader<K, V> with) {
    long now = ticker.read();
    LocalEntry<V> entry = at(key, now);
    if (entry == null) {
      return null;
    }
    return with != null && entry.wantsAttention(now)
        ? attended(key, entry, now, with)
        : counted(key, entry);
  }

  private @Nullable LocalEntry<V> attended(
      K key, LocalEntry<V> entry, long now, CacheLoader<K, V> with) {
    CountDownLatch refresh = refreshes.attend(key, entry, now, with);
    if (refresh == null || !soft.isOn()) {
      return counted(key, entry);
    }
    soft.await(List.of(refresh));
    return again(key);
  }

  private @Nullable LocalEntry<V> again(K key) {
    LocalEntry<V> entry = at(key, ticker.read());
    return entry == null ? null : counted(key, entry);
  }

  /**
   * The same for many keys; stale entries are refreshed at the same time, and waited for together.
   *
   * @param answers the keys; gets what there is
   * @return the keys of which there is nothing here
   */
  List<K> lookupAll(Map<K, @Nullable V> answers, @Nullable CacheLoader<K, V> with) {
    List<K> missing = new ArrayList<>(0);
    Map<K, CountDownLatch> waitedFor = Map.of();
    for (Map.Entry<K, @Nullable V> answer : answers.entrySet()) {
      K key = answer.getKey();
      long now = ticker.read();
      LocalEntry<V> entry = at(key, now);
      if (entry == null) {
        missing.add(key);
        continue;
      }
      CountDownLatch refresh = with != null && entry.wantsAttention(now)
          ? refreshes.attend(key, entry, now, with)
          : null;
      if (refresh != null && soft.isOn()) {
        waitedFor = waitedFor.isEmpty() ? new LinkedHashMap<>() : waitedFor;
        waitedFor.put(key, refresh);
      } else {
        answer.setValue(counted(key, entry).value);
      }
    }
    if (!waitedFor.isEmpty()) {
      soft.await(waitedFor.values());
      for (K key : waitedFor.keySet()) {
        LocalEntry<V> entry = again(key);
        if (entry == null) {
          missing.add(key);
        } else {
          answers.put(key, entry.value);
        }
      }
    }
    return missing;
  }

  /**
   * The same for who must not wait.
   *
   * @param takesStale whether a stale entry will do; else one of the readers has to wait for its refresh
   */
  @Nullable
  LocalEntry<V> atOnce(K key, @Nullable CacheLoader<K, V> with, boolean takesStale) {
    long now = ticker.read();
    LocalEntry<V> entry = at(key, now);
    if (entry == null || (!takesStale && !entry.isFresh(now))) {
      return null;
    }
    if (with != null && entry.wantsAttention(now)) {
      CountDownLatch unused = refreshes.attend(key, entry, now, with);
    }
    return counted(key, entry);
  }

  /** The entry, which is answered. */
  LocalEntry<V> counted(K key, LocalEntry<V> entry) {
    events.hitHere(key);
    stats.countIfNegative(entry.value);
    return entry;
  }
}
