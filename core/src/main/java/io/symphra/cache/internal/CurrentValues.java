package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheLoadException;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.WriteMode;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of a conditional write: the lease on a key, and its current value under that lease.
 *
 * <p>What fails here has changed nothing. Thread-safe.
 */
final class CurrentValues<K, V> {

  /**
   * The current value.
   *
   * @param standing the entry that has it; null if none stands
   * @param toStore the entry to make of it if it was loaded and nothing else is to change
   */
  record Current<V>(
      @Nullable V value,
      @Nullable StoredEntry<V> standing,
      @Nullable StoredEntry<V> toStore) {}

  private final ReadParts<K, V> reads;
  private final WriteParts<K, V> parts;
  private final Terms terms;

  CurrentValues(ReadParts<K, V> reads, WriteParts<K, V> parts, Terms terms) {
    this.reads = reads;
    this.parts = parts;
    this.terms = terms;
  }

  /** The lease on the key, whatever stands there; waits for loads and writes of others. */
  Lease lease(K key, Patience patience) {
    while (true) {
      LeaseAnswer<V> answer = unchanged(() -> parts
          .shared()
          .lease(Set.of(key), parts.config().leaseTimeout(), Long.MAX_VALUE)
          .get(key));
      if (answer instanceof LeaseAnswer.Granted<V> granted) {
        return granted.lease();
      }
      patience.busy();
    }
  }

  /** What stands, or what the system of record has if it owns the value. */
  Current<V> of(K key) {
    boolean through = terms.writeMode() == WriteMode.WRITE_THROUGH;
    if (!parts.bypass().isOn() && !(through && terms.options().skipsShared())) {
      StoredEntry<V> found = unchanged(() -> parts.shared().get(Set.of(key))).get(key);
      long now = parts.shared().now();
      if (found != null && (through ? found.isFresh(now) : found.isAlive(now))) {
        return new Current<>(found.value(), found, null);
      }
    }
    // Where the cache owns the value, what it does not have there is not.
    return through ? load(key) : new Current<>(null, null, null);
  }

  private Current<V> load(K key) {
    CacheLoader<K, V> loader = parts.config().loader().orElseThrow();
    try {
      Loaded<K, V> loaded = reads
          .loads()
          .load(new LoadRequest<>(
              loader, Set.of(key), Purpose.RELOAD, same -> null, LoadRequest.NOBODY));
      V value = loaded.value(key);
      LoadWish<V> wish = loaded.wish(key);
      if (wish.doNotCache()) {
        return new Current<>(value, null, null);
      }
      if (value == null) {
        boolean remembered = reads.gate().remembers(key, false);
        return new Current<>(
            null, null, remembered ? parts.entries().missing(loaded.cost(), wish) : null);
      }
      if (!parts.entries().sizes().fits(value)) {
        parts.entries().sizes().leftOut(key);
        return new Current<>(value, null, null);
      }
      return new Current<>(
          value,
          null,
          parts
              .entries()
              .loaded(key, value, terms.timeToLive(parts.config()), loaded.cost(), wish));
    } catch (LoadGivenUp e) {
      throw e.outcome().exception(Set.of(key));
    } catch (Exception e) { // user code: becomes the caller's exception
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new CacheLoadException(
          "cache '%s': loading the current value of a key failed, and nothing was changed"
              .formatted(name()),
          Set.of(key),
          e);
    }
  }

  private <T> T unchanged(Supplier<T> call) {
    try {
      return requireNonNull(call.get());
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
      throw new CacheWriteException(
          "cache '%s': the shared tier failed, and nothing was changed".formatted(name()), e);
    }
  }

  private String name() {
    return parts.config().name();
  }
}
