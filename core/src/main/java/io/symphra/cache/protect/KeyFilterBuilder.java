package io.symphra.cache.protect;

import java.time.Duration;

/**
 * Collects the settings of a key filter. A setter checks its argument and throws at once: an
 * {@link IllegalArgumentException} for a value, an {@link IllegalStateException} for a second value, a
 * {@link NullPointerException} for null.
 *
 * <p>Not thread-safe.
 *
 * @param <K> the key type
 */
public interface KeyFilterBuilder<K> {

  /**
   * How many keys there will be, with those that are added between two scans. It has no default, because it decides how
   * much room the filter takes. With more keys than that the filter goes on, its false positive rate rises, and a log line
   * and {@link KeyFilterStats} say so.
   *
   * @param keys from 1 to 1,000,000,000
   */
  KeyFilterBuilder<K> expectedKeys(long keys);

  /**
   * The share of keys that do not exist and pass all the same. Default 0.01: a hundredth of an attack is bearable, and a
   * tenth of that costs 0.6 bytes more for each key.
   *
   * @param rate from 0.000001 to 0.5
   */
  KeyFilterBuilder<K> falsePositiveRate(double rate);

  /**
   * The time between the end of a scan and the next one, spread by 10 % both ways so that a fleet does not scan at once.
   * Default one hour. It bounds how long a row that was inserted behind the cache's back is unseen, and how long deleted
   * keys go on passing. After a failed scan the next one starts after a second, then two, four and so on, up to this time.
   *
   * @param time from 1 second to 365 days
   */
  KeyFilterBuilder<K> rebuildEvery(Duration time);

  /**
   * The filter, to be given to one cache.
   *
   * @throws IllegalStateException if {@code expectedKeys} was not set
   */
  KeyFilter<K> build();
}
