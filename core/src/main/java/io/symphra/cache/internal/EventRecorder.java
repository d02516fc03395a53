package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.RemovalCause;
import io.symphra.cache.event.EvictionCause;
import io.symphra.cache.event.EvictionEvent;
import io.symphra.cache.event.ExpiryEvent;
import io.symphra.cache.event.HitEvent;
import io.symphra.cache.event.InvalidationCall;
import io.symphra.cache.event.InvalidationEvent;
import io.symphra.cache.event.InvalidationRecord;
import io.symphra.cache.event.LoadEvent;
import io.symphra.cache.event.LoadFailureEvent;
import io.symphra.cache.event.MissEvent;
import io.symphra.cache.event.WriteEvent;
import io.symphra.cache.event.WriteFailureEvent;
import io.symphra.cache.event.WriteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a cache report to: it counts, keeps the history of invalidations, and notes events for listeners.
 *
 * <p>Nothing here calls user code, throws or waits. While nobody listens nothing is made. Thread-safe.
 */
final class EventRecorder<K> {

  private final String cacheName;
  private final StatsRecorder stats;
  private final EventDelivery<K> delivery;
  private final InvalidationHistory history;
  private final EvictionCause evictionCause;

  /**
   * A recorder.
   *
   * @param evictionCause what the local tier is short of when it evicts
   */
  EventRecorder(
      String cacheName,
      StatsRecorder stats,
      EventDelivery<K> delivery,
      InvalidationHistory history,
      EvictionCause evictionCause) {
    this.cacheName = cacheName;
    this.stats = stats;
    this.delivery = delivery;
    this.history = history;
    this.evictionCause = evictionCause;
  }

  StatsRecorder stats() {
    return stats;
  }

  EventDelivery<K> delivery() {
    return delivery;
  }

  InvalidationHistory history() {
    return history;
  }

  void loaded(Set<K> keys, int found, long nanos) {
    stats.loads.increment();
    stats.loadNanos.add(nanos);
    if (delivery.isHeard()) {
      delivery.note(
          new LoadEvent<>(cacheName, Instant.now(), keys, found, Duration.ofNanos(nanos)));
    }
  }

  void loadFailed(Set<K> keys, Throwable cause, long nanos) {
    stats.loadFailures.increment();
    stats.loadNanos.add(nanos);
    if (delivery.isHeard()) {
      delivery.note(
          new LoadFailureEvent<>(cacheName, Instant.now(), keys, cause, Duration.ofNanos(nanos)));
    }
  }

  /** A load was turned away, or given up before its loader answered; who gives it up counts it. */
  void loadGivenUp(Set<K> keys, LoadGivenUp why, Duration waited) {
    if (delivery.isHeard()) {
      delivery.note(new LoadFailureEvent<>(
          cacheName, Instant.now(), keys, why.outcome().exception(keys), waited));
    }
  }

  /** A write to the system of record returned, and its fence is lowered. */
  void written(Set<K> keys, WriteKind kind, boolean fenced) {
    stats.writes.increment();
    if (!fenced) {
      stats.unfencedWrites.increment();
    }
    noteWrite(keys, kind, fenced);
  }

  /** The cache alone was changed, without a fence. */
  void writtenHere(Set<K> keys, WriteKind kind) {
    noteWrite(keys, kind, false);
  }

  void writeFailed(Set<K> keys, WriteKind kind, @Nullable Throwable cause) {
    stats.writeFailures.increment();
    writeHereFailed(keys, kind, cause);
  }

  /** The cache alone was to be changed, but the shared tier failed. */
  void writeHereFailed(Set<K> keys, WriteKind kind, @Nullable Throwable cause) {
    if (delivery.isHeard()) {
      delivery.note(new WriteFailureEvent<>(
          cacheName, Instant.now(), keys, kind, Optional.ofNullable(cause)));
    }
  }

  /** Called in the middle of a step of the local tier. */
  void letGo(K key, RemovalCause cause) {
    stats.evicted(cause);
    if (delivery.isHeard()) {
      delivery.note(
          cause == RemovalCause.EXPIRED
              ? new ExpiryEvent<>(cacheName, Instant.now(), key)
              : new EvictionEvent<>(cacheName, Instant.now(), key, evictionCause));
    }
  }

  /** Somebody ended the time of an entry, and the local tier let it go. */
  void expired(K key) {
    letGo(key, RemovalCause.EXPIRED);
  }

  /**
   * Entries were let go.
   *
   * @param keys the keys, if they were named
   * @param counted what the statistics count
   * @param count what the history says
   * @param complete whether the shared tier could be told
   */
  void invalidated(
      InvalidationCall call,
      Collection<K> keys,
      Supplier<List<String>> what,
      long counted,
      long count,
      boolean complete) {
    stats.invalidations.add(counted);
    if (history.isKept() || delivery.isHeard()) {
      InvalidationRecord done =
          new InvalidationRecord(Instant.now(), call, what.get(), count, complete);
      history.add(done);
      if (delivery.isHeard()) {
        delivery.note(new InvalidationEvent<>(cacheName, done, Set.copyOf(keys)));
      }
    }
  }

  /** The local tier answered: the one event that happens too often to make anything of it, unless somebody asks. */
  void hitHere(K key) {
    stats.localHits.increment();
    if (delivery.isSampled()) {
      sampleHit(key, false);
    }
  }

  /** The shared tier answered. */
  void hitShared(K key) {
    stats.sharedHits.increment();
    if (delivery.isSampled()) {
      sampleHit(key, true);
    }
  }

  /** No tier could answer. */
  void missed(K key) {
    stats.misses.increment();
    if (delivery.isSampled()) {
      delivery.noteSampled(() -> new MissEvent<>(cacheName, Instant.now(), key));
    }
  }

  private void sampleHit(K key, boolean shared) {
    delivery.noteSampled(() -> new HitEvent<>(cacheName, Instant.now(), key, shared));
  }

  private void noteWrite(Set<K> keys, WriteKind kind, boolean fenced) {
    if (delivery.isHeard()) {
      delivery.note(new WriteEvent<>(cacheName, Instant.now(), keys, kind, fenced));
    }
  }
}
