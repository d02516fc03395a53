package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.LoadContext;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The context of one call of a loader, until the call is over. What it says is guarded by this object's lock. */
final class OpenLoadContext<K, V> implements LoadContext<K, V> {

  private final String cacheName;
  private final Set<K> keys;
  private final Function<K, @Nullable StoredEntry<V>> old;
  private Map<K, LoadWish<V>> wishes = Map.of();
  private boolean over;

  OpenLoadContext(String cacheName, Set<K> keys, Function<K, @Nullable StoredEntry<V>> old) {
    this.cacheName = cacheName;
    this.keys = keys;
    this.old = old;
  }

  @Override
  public @Nullable V oldValue(K key) {
    StoredEntry<V> entry = old(key);
    return entry == null ? null : entry.value();
  }

  @Override
  public OptionalLong oldVersion(K key) {
    StoredEntry<V> entry = old(key);
    return entry == null ? OptionalLong.empty() : entry.version();
  }

  @Override
  public void timeToLive(K key, Duration timeToLive) {
    requireNonNull(
        timeToLive, () -> "cache '%s': timeToLive must not be null".formatted(cacheName));
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException(
          "cache '%s': timeToLive must be positive, was %s".formatted(cacheName, timeToLive));
    }
    Duration most = TimeToLive.LONGEST;
    Duration allowed = timeToLive.compareTo(most) > 0 ? most : timeToLive;
    say(key, wish -> wish.withTimeToLive(allowed));
  }

  @Override
  public void version(K key, long version) {
    say(key, wish -> wish.withVersion(version));
  }

  @Override
  public void doNotCache(K key) {
    say(key, wish -> {
      requireOne(wish.standing() == null, key);
      return wish.withDoNotCache();
    });
  }

  @Override
  public void unchanged(K key) {
    StoredEntry<V> entry = old(key);
    if (entry == null || entry.isNegative()) {
      throw new IllegalStateException(
          "cache '%s': unchanged() was called for a key with hash %08x that has no old value: ask oldValue() first"
              .formatted(cacheName, Objects.hashCode(key)));
    }
    say(key, wish -> {
      requireOne(!wish.doNotCache(), key);
      return wish.withStanding(entry);
    });
  }

  /** Ends the context; what was said. */
  synchronized Map<K, LoadWish<V>> end() {
    over = true;
    return wishes;
  }

  /** Not under the lock: it may ask a tier. */
  private @Nullable StoredEntry<V> old(K key) {
    check(key);
    return old.apply(key);
  }

  private synchronized void say(K key, Function<LoadWish<V>, LoadWish<V>> change) {
    check(key);
    if (wishes.isEmpty()) { // most calls say nothing
      wishes = new HashMap<>();
    }
    wishes.put(key, change.apply(wishes.getOrDefault(key, LoadWish.none())));
  }

  private synchronized void check(K key) {
    if (over) {
      throw new IllegalStateException(
          "cache '%s': the LoadContext was used after its loader call was over"
              .formatted(cacheName));
    }
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(
          "cache '%s': the LoadContext was used for a key with hash %08x that the loader was not asked for"
              .formatted(cacheName, Objects.hashCode(key)));
    }
  }

  private void requireOne(boolean one, K key) {
    if (!one) {
      throw new IllegalStateException(
          "cache '%s': doNotCache() and unchanged() exclude each other, and both were called for a key with hash %08x"
              .formatted(cacheName, Objects.hashCode(key)));
    }
  }
}
