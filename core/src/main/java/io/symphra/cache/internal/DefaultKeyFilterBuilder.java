package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.KeyFilterBuilder;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects and checks the settings of a key filter. */
public final class DefaultKeyFilterBuilder<K> implements KeyFilterBuilder<K> {

  private static final long MOST_KEYS = 1_000_000_000;
  private static final double LOWEST_RATE = 0.000001;
  private static final double HIGHEST_RATE = 0.5;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Callable<? extends Stream<? extends K>> keys;
  private @Nullable Long expectedKeys;
  private @Nullable Double falsePositiveRate;
  private @Nullable Duration rebuildEvery;

  /** A builder without settings. */
  public DefaultKeyFilterBuilder(Callable<? extends Stream<? extends K>> keys) {
    this.keys = requireNonNull(keys, "keyFilter keys must not be null");
  }

  @Override
  public KeyFilterBuilder<K> expectedKeys(long keys) {
    check(
        "expectedKeys", expectedKeys, keys >= 1 && keys <= MOST_KEYS, "from 1 to 1000000000", keys);
    expectedKeys = keys;
    return this;
  }

  @Override
  public KeyFilterBuilder<K> falsePositiveRate(double rate) {
    check(
        "falsePositiveRate",
        falsePositiveRate,
        rate >= LOWEST_RATE && rate <= HIGHEST_RATE,
        "from 0.000001 to 0.5",
        rate);
    falsePositiveRate = rate;
    return this;
  }

  @Override
  public KeyFilterBuilder<K> rebuildEvery(Duration time) {
    requireNonNull(time, "keyFilter rebuildEvery must not be null");
    check(
        "rebuildEvery",
        rebuildEvery,
        time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0,
        "from 1 s to 365 days",
        time);
    rebuildEvery = time;
    return this;
  }

  @Override
  public KeyFilter<K> build() {
    if (expectedKeys == null) {
      throw new IllegalStateException(
          "keyFilter expectedKeys must be set: it decides how much room the filter takes");
    }
    return new DefaultKeyFilter<>(new KeyFilterConfig<>(
        keys,
        expectedKeys,
        falsePositiveRate == null ? 0.01 : falsePositiveRate,
        rebuildEvery == null ? Duration.ofHours(1) : rebuildEvery));
  }

  private static void check(
      String option, @Nullable Object before, boolean isAllowed, String allowed, Object value) {
    if (before != null) {
      throw new IllegalStateException(
          "keyFilter %s was already set to %s".formatted(option, before));
    }
    if (!isAllowed) {
      throw new IllegalArgumentException(
          "keyFilter %s must be %s, was %s".formatted(option, allowed, value));
    }
  }
}
