package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What every group of rules starts from: two instances at one store, and short words for what they do.
 *
 * <p>A time that has to run out in a test is {@link #SOON}, everything else lasts a {@link #LONG} time, so that a tier
 * that cannot be given a false clock is tested in real time.
 */
public interface SharedCacheFixture {

  /** Longer than any test takes. */
  Duration LONG = Duration.ofMinutes(10);

  /** A time that tests wait for: long enough that a machine which stands still for a moment does not fail them. */
  Duration SOON = Duration.ofSeconds(1);

  /** A part of {@link #SOON}. */
  Duration HALF = Duration.ofMillis(500);

  /** Enough after {@link #HALF} or {@link #SOON} to be past it. */
  Duration MARGIN = Duration.ofMillis(250);

  /** Gives each fence a token of its own. */
  AtomicLong TOKENS = new AtomicLong(7_000_000_000L);

  /** Connects one more instance to the store of this test, which is empty at the first call. */
  SharedTier connect();

  /** Lets time pass on the tier's clock. */
  void advance(Duration time);

  /** The instance under test. */
  Instance here();

  /** Another instance at the same store. */
  Instance there();

  /** The cache of {@link #here()}. */
  default SharedCache<String, String> cache() {
    return here().cache();
  }

  /** An entry that stays fresh. */
  default StoredEntry<String> entry(String value) {
    return new StoredEntry<>(value, 0, LONG, LONG, Duration.ofMillis(3), OptionalLong.empty());
  }

  /** An entry that says that there is no such key, and stays fresh. */
  default StoredEntry<String> negative() {
    return StoredEntry.negative(LONG, Duration.ofMillis(3));
  }

  /** An entry with a version of the system of record. */
  default StoredEntry<String> versioned(String value, long version) {
    return new StoredEntry<>(value, 0, LONG, LONG, Duration.ZERO, OptionalLong.of(version));
  }

  /** Puts a value that is past its freshness but still stands. */
  default void givenStale(String key, StoredEntry<String> entry) {
    StoredEntry<String> soonStale =
        new StoredEntry<>(entry.value(), 0, SOON, LONG, entry.loadCost(), entry.version());
    assertThat(cache().put(Map.of(key, soonStale))).containsExactly(key);
    advance(SOON.plus(MARGIN));
  }

  /** Puts a fresh value. */
  default void givenValue(String key, String value) {
    assertThat(cache().put(Map.of(key, entry(value)))).containsExactly(key);
  }

  /** Takes the lease, which must be free. */
  default Lease givenLease(String key) {
    return givenLease(key, LONG);
  }

  /** Takes the lease, which must be free, for a time. */
  default Lease givenLease(String key, Duration timeout) {
    LeaseAnswer<String> answer = cache().lease(List.of(key), timeout, null).get(key);
    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    return ((LeaseAnswer.Granted<String>) answer).lease();
  }

  /** Raises a fence of a new writer on this instance. */
  default Fence givenFence(String... keys) {
    return givenFence(LONG, keys);
  }

  /** Raises a fence of a new writer on this instance, for a time. */
  default Fence givenFence(Duration timeout, String... keys) {
    Fence fence = new Fence(TOKENS.incrementAndGet(), timeout);
    cache().fence(List.of(keys), fence);
    return fence;
  }

  /** A fence that was never raised. */
  default Fence unknownFence() {
    return new Fence(TOKENS.incrementAndGet(), LONG);
  }

  /** The value the other instance reads; null without one. */
  default @Nullable String value(String key) {
    StoredEntry<String> found = there().cache().get(List.of(key)).get(key);
    return found == null ? null : found.value();
  }

  /** What the other instance is told when it asks for the lease. */
  default LeaseAnswer<String> ask(String key) {
    LeaseAnswer<String> answer = there().cache().lease(List.of(key), LONG, null).get(key);
    assertThat(answer).as("an answer for every key").isNotNull();
    return answer;
  }

  /** Whether a fill of one key was accepted; a null value gives the lease back. */
  default boolean fill(String key, Lease lease, @Nullable String value) {
    Fill<String> fill = new Fill<>(lease, value == null ? null : entry(value));
    return onlyThis(key, cache().fill(Map.of(key, fill)));
  }

  /** Whether a put of one key was accepted. */
  default boolean put(String key, String value) {
    return onlyThis(key, cache().put(Map.of(key, entry(value))));
  }

  /** Whether a release set the value; a null value drops it. */
  default boolean release(Fence fence, String key, @Nullable String value) {
    Map<String, @Nullable StoredEntry<String>> entries = new HashMap<>();
    entries.put(key, value == null ? null : entry(value));
    return onlyThis(key, cache().release(fence, entries));
  }

  /** Invalidates on this instance. */
  default void invalidate(String... keys) {
    cache().invalidate(Arrays.asList(keys));
  }

  /** Nothing stands on the key: no value, and the lease is free. Takes the lease. */
  default void assertFree(String key) {
    assertThat(value(key)).isNull();
    assertThat(ask(key)).isInstanceOf(LeaseAnswer.Granted.class);
  }

  private static boolean onlyThis(String key, Set<String> answered) {
    assertThat(answered).as("answers only for what was asked").isSubsetOf(Set.of(key));
    return !answered.isEmpty();
  }
}
