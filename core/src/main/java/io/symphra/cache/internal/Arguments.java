package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheClosedException;
import io.symphra.cache.expiry.TimeToLive;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of a cache and its views, and that it is open. Thread-safe. */
final class Arguments<K> {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final VarHandle CLOSED;

  static {
    try {
      CLOSED = MethodHandles.lookup().findVarHandle(Arguments.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String cacheName;
  private volatile boolean closed;

  Arguments(String cacheName) {
    this.cacheName = cacheName;
  }

  /** Closes the door; whether it was open. */
  boolean close() {
    return CLOSED.compareAndSet(this, false, true);
  }

  void requireOpen() {
    if (closed) {
      throw new CacheClosedException("cache '%s' is closed".formatted(cacheName));
    }
  }

  K key(K key) {
    requireOpen();
    require(key, "key");
    return key;
  }

  Set<K> keys(Collection<? extends K> keys) {
    requireOpen();
    require(keys, "keys");
    keys.forEach(key -> require(key, "key"));
    return new LinkedHashSet<>(keys);
  }

  /** Keys that are looked at before the call returns, and so need not be copied. */
  Collection<? extends K> keysAsTheyAre(Collection<? extends K> keys) {
    requireOpen();
    require(keys, "keys");
    for (K key : keys) {
      require(key, "key");
    }
    return keys;
  }

  void entries(Map<? extends K, ?> entries) {
    requireOpen();
    require(entries, "entries");
    entries.forEach((key, value) -> {
      require(key, "key");
      require(value, "value");
    });
  }

  int atLeastOne(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "cache '%s': %s must be at least 1, was %d".formatted(cacheName, name, count));
    }
    return count;
  }

  /** A time for one entry, cut to the longest there is. */
  Duration timeToLive(Duration timeToLive) {
    require(timeToLive, "timeToLive");
    if (timeToLive.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "cache '%s': timeToLive must be at least 1 ms, was %s".formatted(cacheName, timeToLive));
    }
    return timeToLive.compareTo(TimeToLive.LONGEST) < 0 ? timeToLive : TimeToLive.LONGEST;
  }

  /** Any other argument. */
  void require(@Nullable Object argument, String name) {
    if (argument == null) {
      requireNonNull(argument, () -> "cache '%s': %s must not be null".formatted(cacheName, name));
    }
  }
}
