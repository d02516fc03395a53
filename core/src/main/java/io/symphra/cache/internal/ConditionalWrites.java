package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.WriteMode;
import io.symphra.cache.event.WriteKind;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.internal.Change.Decision;
import io.symphra.cache.internal.Change.Made;
import io.symphra.cache.internal.CurrentValues.Current;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.StoredEntry;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes that depend on the current value, atomically across all instances: load-linked, store-conditional on the lease.
 *
 * <p>A lease is taken, also on a value that stands; the current value is read; the change is decided. Any put, fence or
 * invalidation in between has taken the lease away, and then the change is not made and all begins anew. Where the cache
 * owns the value ({@link WriteMode#NONE}) the change is the fill under the lease. Where the system of record owns it the
 * lease becomes the fence of the write in one step. Thread-safe.
 */
final class ConditionalWrites<K, V> {

  private final ReadParts<K, V> reads;
  private final WriteParts<K, V> parts;
  private final WritePath<K, V> path;
  private final KeyTurns<K> turns;
  private final Terms terms;
  private final CurrentValues<K, V> values;
  private final Copies<V> copies;

  ConditionalWrites(ReadParts<K, V> reads, WriteParts<K, V> parts, WritePath<K, V> path) {
    this(reads, parts, path, new KeyTurns<>(), Terms.of(parts.config()));
  }

  private ConditionalWrites(
      ReadParts<K, V> reads,
      WriteParts<K, V> parts,
      WritePath<K, V> path,
      KeyTurns<K> turns,
      Terms terms) {
    this.reads = reads;
    this.parts = parts;
    this.path = path;
    this.turns = turns;
    this.terms = terms;
    this.values = new CurrentValues<>(reads, parts, terms);
    this.copies = Copies.of(parts.config());
  }

  /** The same on other terms. */
  ConditionalWrites<K, V> on(Terms other, WritePath<K, V> otherPath) {
    return new ConditionalWrites<>(reads, parts, otherPath, turns, other);
  }

  /**
   * Changes a key as it is decided, once for each try.
   *
   * @throws X what the decision threw; nothing was changed
   * @throws WriteConflictException if others kept changing the key
   */
  <X extends Exception> Made<V> change(K key, Decision<V, X> decision) throws X {
    requireLoader();
    Patience patience = new Patience(
        name(), reads.ticker(), parts.config().leaseTimeout(), terms.options().timeout());
    Runnable endOfTurn = turn(key, patience);
    try {
      while (true) {
        WriteConflictException conflict = null;
        try {
          Made<V> made = tryToChange(key, values.lease(key, patience), decision);
          if (made != null) {
            return made;
          }
        } catch (WriterConflict e) {
          conflict = e.conflict;
        }
        patience.conflict(conflict);
      }
    } finally {
      endOfTurn.run();
    }
  }

  private void requireLoader() {
    if (terms.writeMode() == WriteMode.WRITE_THROUGH && parts.config().loader().isEmpty()) {
      throw new IllegalStateException(
          "cache '%s': a write that depends on the current value needs a loader with writeMode WRITE_THROUGH, and the cache was built without one; with(WriteMode.NONE) decides by what the cache holds"
              .formatted(name()));
    }
  }

  private Runnable turn(K key, Patience patience) {
    try {
      Runnable endOfTurn = turns.take(key, patience.longest());
      if (endOfTurn == null) {
        throw patience.tooLong();
      }
      return endOfTurn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheWriteException(
          "cache '%s': interrupted while waiting for a key, and nothing was changed"
              .formatted(name()),
          e);
    }
  }

  /** One try; null if somebody else changed the key meanwhile. */
  private <X extends Exception> @Nullable Made<V> tryToChange(
      K key, Lease lease, Decision<V, X> decision) throws X {
    boolean ended = false;
    try {
      Current<V> current = values.of(key);
      Change<V> change = decision.of(copies.orNull(current.value()));
      Made<V> made = new Made<>(copies.orNull(current.value()), change);
      if (!made.changed()) {
        ended = true;
        end(key, unchanged(lease, current.toStore()));
        return made;
      }
      boolean through = terms.writeMode() == WriteMode.WRITE_THROUGH;
      boolean done = through
          ? writeThrough(key, lease, change)
          : writeHere(key, lease, change, current.standing());
      ended = done; // a lease that was refused is gone, or not ours
      return done ? made : null;
    } catch (WriterConflict e) {
      ended = true;
      throw e;
    } finally {
      if (!ended) {
        end(key, new Fill<>(lease, null));
      }
    }
  }

  private boolean writeHere(
      K key, Lease lease, Change<V> change, @Nullable StoredEntry<V> standing) {
    WriteKind kind = change instanceof Change.Put<V> ? WriteKind.PUT : WriteKind.REMOVE;
    Fill<V> fill = change instanceof Change.Put<V> put && isStored(key, put.value())
        ? new Fill<>(lease, overwriting(key, put.value(), standing))
        : Fill.dropping(lease);
    boolean done = false;
    try {
      done = parts.shared().fill(Map.of(key, fill)).contains(key);
      return done;
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
      parts.events().writeHereFailed(Set.of(key), kind, e);
      throw new CacheWriteException(
          "cache '%s': the shared tier failed, it may hold the old value or the new one"
              .formatted(name()),
          e);
    } finally {
      parts.local().changes().changed(key);
      if (done) {
        parts.events().writtenHere(Set.of(key), kind);
      }
    }
  }

  /** Whether a value may be in the tiers; where it may not, what it replaces goes all the same. */
  private boolean isStored(K key, V value) {
    if (!parts.bypass().isOn() && !parts.entries().sizes().fits(value)) {
      parts.entries().sizes().leftOut(key);
      return false;
    }
    return !parts.bypass().isOn();
  }

  /** An entry that a fill does not refuse for its version: as with a put, what the caller says counts. */
  private StoredEntry<V> overwriting(K key, V value, @Nullable StoredEntry<V> standing) {
    StoredEntry<V> entry = parts.entries().written(key, value, timeToLive());
    return standing != null && entry.isOlderThan(standing)
        ? new StoredEntry<>(
            entry.value(),
            entry.createdAt(),
            entry.freshFor(),
            entry.staleFor(),
            entry.loadCost(),
            OptionalLong.empty())
        : entry;
  }

  private boolean writeThrough(K key, Lease lease, Change<V> change) {
    try {
      return change instanceof Change.Put<V> put
          ? path.putUnder(key, put.value(), lease)
          : path.removeUnder(key, lease);
    } catch (WriteConflictException e) {
      throw new WriterConflict(e);
    }
  }

  /**
   * What to leave when nothing is to change. Of a cache that is switched off and owns its values no verb sees the value that
   * stands; it goes, or a key that somebody found absent, or removed, would be there again later.
   */
  private Fill<V> unchanged(Lease lease, @Nullable StoredEntry<V> loaded) {
    if (!parts.bypass().isOn()) {
      return new Fill<>(lease, loaded);
    }
    return terms.writeMode() == WriteMode.NONE ? Fill.dropping(lease) : new Fill<>(lease, null);
  }

  /** Ends the lease with nothing changed by this verb; that it had ended already does no harm. */
  private void end(K key, Fill<V> fill) {
    reads.shared().fill(Map.of(key, fill));
    if (fill.entry() != null || fill.drops()) {
      parts.local().changes().changed(key);
    }
  }

  private TimeToLive<? super K, ? super V> timeToLive() {
    return terms.timeToLive(parts.config());
  }

  private String name() {
    return parts.config().name();
  }

  /** The writer found that the system of record had changed; unlike such an exception from a decision. */
  private static final class WriterConflict extends CacheException {

    private static final long serialVersionUID = 1L;

    private final WriteConflictException conflict;

    WriterConflict(WriteConflictException conflict) {
      super("conflict", conflict);
      this.conflict = conflict;
    }
  }
}
