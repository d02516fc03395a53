package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a loader said about one key besides its value. Immutable.
 *
 * @param timeToLive null for the policy's
 * @param version null for the policy's
 * @param doNotCache whether to store nothing
 * @param standing the entry whose value is still right; null if the value is new
 */
record LoadWish<V>(
    @Nullable Duration timeToLive,
    @Nullable Long version,
    boolean doNotCache,
    @Nullable StoredEntry<V> standing) {

  private static final LoadWish<?> NONE = new LoadWish<>(null, null, false, null);

  @SuppressWarnings("unchecked") // it holds no value
  static <V> LoadWish<V> none() {
    return (LoadWish<V>) NONE;
  }

  LoadWish<V> withTimeToLive(Duration duration) {
    return new LoadWish<>(duration, version, doNotCache, standing);
  }

  LoadWish<V> withVersion(long number) {
    return new LoadWish<>(timeToLive, number, doNotCache, standing);
  }

  LoadWish<V> withDoNotCache() {
    return new LoadWish<>(timeToLive, version, true, standing);
  }

  LoadWish<V> withStanding(StoredEntry<V> entry) {
    return new LoadWish<>(timeToLive, version, doNotCache, entry);
  }

  @Nullable
  V standingValue() {
    return standing == null ? null : standing.value();
  }
}
