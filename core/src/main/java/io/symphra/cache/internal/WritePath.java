package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheException;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteCall;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.WriteMode;
import io.symphra.cache.WriteResult;
import io.symphra.cache.WriteScope;
import io.symphra.cache.event.InvalidationCall;
import io.symphra.cache.event.WriteKind;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.StoredEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way out: fence, write to the system of record, release the fence and set or drop the value, drop local.
 *
 * <p>Thread-safe.
 */
final class WritePath<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(WritePath.class);

  private final WriteParts<K, V> parts;
  private final Invalidation<K, V> invalidation;
  private final WriteMode mode;
  private final Terms terms;

  WritePath(WriteParts<K, V> parts, Invalidation<K, V> invalidation) {
    this(parts, invalidation, Terms.of(parts.config()));
  }

  private WritePath(WriteParts<K, V> parts, Invalidation<K, V> invalidation, Terms terms) {
    this.parts = parts;
    this.invalidation = invalidation;
    this.mode = terms.writeMode();
    this.terms = terms;
  }

  /** The path on other terms. */
  WritePath<K, V> on(Terms terms) {
    return new WritePath<>(parts, invalidation, terms);
  }

  void put(Map<K, V> entries) {
    Map<K, StoredEntry<V>> asGiven = new HashMap<>();
    entries.forEach((key, value) -> putIfItFits(asGiven, key, value));
    if (mode == WriteMode.NONE) {
      putIntoCache(entries.keySet(), asGiven);
      return;
    }
    putUnder(new FencedWrite<>(parts, entries.keySet(), WriteKind.PUT), entries, asGiven);
  }

  /**
   * Puts through, if a lease on the key still stands.
   *
   * @return false if it did not; nothing was written then
   */
  boolean putUnder(K key, V value, Lease lease) {
    Map<K, StoredEntry<V>> asGiven = new HashMap<>();
    putIfItFits(asGiven, key, value);
    FencedWrite<K, V> write = FencedWrite.upgraded(parts, key, WriteKind.PUT, lease);
    if (write != null) {
      putUnder(write, Map.of(key, value), asGiven);
    }
    return write != null;
  }

  private void putUnder(
      FencedWrite<K, V> write, Map<K, V> entries, Map<K, StoredEntry<V>> asGiven) {
    Map<K, StoredEntry<V>> set = Map.of();
    try {
      WriteResult<K, V> result = call(
          write,
          () -> requireNonNull(
              writer().writeAll(Collections.unmodifiableMap(entries)),
              "the writer returned null; it must say what is stored now"));
      set = parts.bypass().isOn() ? Map.of() : toSet(entries, asGiven, result);
    } finally {
      write.lower(set);
    }
  }

  private void putIfItFits(Map<K, StoredEntry<V>> entries, K key, V value) {
    if (parts.entries().sizes().fits(value)) {
      entries.put(key, parts.entries().written(key, value, timeToLive()));
    }
  }

  /** The keys of values that did not fit. */
  private Set<K> leftOut(Set<K> keys, Map<K, StoredEntry<V>> entries) {
    if (entries.size() == keys.size()) {
      return Set.of();
    }
    Set<K> tooLarge = new HashSet<>(keys);
    tooLarge.removeAll(entries.keySet());
    tooLarge.forEach(parts.entries().sizes()::leftOut);
    return tooLarge;
  }

  /** Where the new value does not fit the old one goes all the same. */
  private void putIntoCache(Set<K> keys, Map<K, StoredEntry<V>> entries) {
    try {
      if (parts.bypass().isOn()) {
        parts.shared().invalidate(keys); // what is not stored must not leave what it replaces
      } else {
        Set<K> tooLarge = leftOut(keys, entries);
        if (!tooLarge.isEmpty()) {
          parts.shared().invalidate(tooLarge);
        }
        parts.shared().put(entries);
      }
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
      parts.events().writeHereFailed(keys, WriteKind.PUT, e);
      throw new CacheWriteException(
          "cache '%s': the shared tier failed, it may hold the old values or the new ones"
              .formatted(parts.config().name()),
          e);
    } finally {
      keys.forEach(parts.local().changes()::changed);
    }
    parts.events().writtenHere(keys, WriteKind.PUT);
  }

  void remove(Set<K> keys) {
    if (mode == WriteMode.NONE) {
      removeFromCache(keys);
      return;
    }
    removeUnder(new FencedWrite<>(parts, keys, WriteKind.REMOVE), keys);
  }

  /**
   * Removes through, if a lease on the key still stands.
   *
   * @return false if it did not; nothing was removed then
   */
  boolean removeUnder(K key, Lease lease) {
    FencedWrite<K, V> write = FencedWrite.upgraded(parts, key, WriteKind.REMOVE, lease);
    if (write != null) {
      removeUnder(write, Set.of(key));
    }
    return write != null;
  }

  private void removeUnder(FencedWrite<K, V> write, Set<K> keys) {
    try {
      call(write, () -> {
        writer().deleteAll(Collections.unmodifiableSet(keys));
        return true;
      });
    } finally {
      write.drop();
    }
  }

  private void removeFromCache(Set<K> keys) {
    try {
      invalidation.keys(keys, InvalidationCall.REMOVE);
      parts.events().writtenHere(keys, WriteKind.REMOVE);
    } catch (CacheException e) {
      parts.events().writeHereFailed(keys, WriteKind.REMOVE, e);
      throw e;
    }
  }

  /** Runs a write of the caller's own, whose exceptions are the caller's own too. */
  <R, X extends Exception> R update(Set<K> keys, WriteCall<R, X> call) throws X {
    try (WriteScope scope = open(keys, WriteKind.UPDATE)) {
      R result = call.call();
      scope.committed();
      return result;
    }
  }

  WriteScope open(Set<K> keys) {
    return open(keys, WriteKind.SCOPE);
  }

  private WriteScope open(Set<K> keys, WriteKind kind) {
    return new DefaultWriteScope(new FencedWrite<>(parts, keys, kind));
  }

  /** What to set for each key after the write; nothing here may look like a failed write. */
  private Map<K, StoredEntry<V>> toSet(
      Map<K, V> given, Map<K, StoredEntry<V>> asGiven, WriteResult<K, V> result) {
    if (result instanceof WriteResult.AsGiven<K, V>) {
      leftOut(given.keySet(), asGiven);
      return asGiven;
    }
    Map<K, StoredEntry<V>> stored = new HashMap<>();
    Set<K> known = new HashSet<>();
    try {
      given.forEach((key, value) -> {
        V now = result.storedValue(key, value);
        if (now != null) {
          known.add(key);
          putIfItFits(stored, key, now);
        }
      });
      leftOut(known, stored);
      return stored;
    } catch (RuntimeException e) { // the policy's own functions are user code too
      LOG.warn(
          "cache '{}': a written value could not be made an entry, its keys are dropped",
          parts.config().name(),
          e);
      return Map.of();
    }
  }

  private <R> R call(FencedWrite<K, V> write, WriteCall<R, Exception> call) {
    try {
      R result = call.call();
      write.succeeded();
      return result;
    } catch (WriteConflictException e) {
      write.failed(e);
      throw new WriteConflictException(
          "cache '%s': the system of record was changed by others, and the writer wrote nothing"
              .formatted(parts.config().name()),
          e);
    } catch (CacheWriteException e) {
      write.failed(e);
      throw new CacheWriteException(message(), e.failures(), e);
    } catch (Exception e) { // user code: becomes the caller's exception
      write.failed(e);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new CacheWriteException(message(), e);
    }
  }

  private String message() {
    return "cache '%s': the writer failed".formatted(parts.config().name());
  }

  private TimeToLive<? super K, ? super V> timeToLive() {
    return terms.timeToLive(parts.config());
  }

  private CacheWriter<K, V> writer() {
    return parts.config().writer().orElseThrow();
  }
}
