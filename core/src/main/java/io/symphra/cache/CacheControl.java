package io.symphra.cache;

import io.symphra.cache.expiry.TimeToLive;

/**
 * What may be changed of a cache while it runs, on this instance alone.
 *
 * <p>A change holds until the next one or until the cache is closed; the next start begins with the settings of the builder
 * again. {@link Cache#config()} and {@link CacheStats} show what holds now. On a closed cache the changing methods throw
 * {@link CacheClosedException}. Thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface CacheControl<K, V> {

  /**
   * Changes how many entries the local tier holds. What is too many then is evicted before this returns.
   *
   * @param entries at least 1
   * @throws IllegalStateException if the cache was built with a maximum weight
   */
  void maximumSize(long entries);

  /**
   * Changes how much weight the local tier holds. What is too much then is evicted before this returns.
   *
   * @param weight at least 1, in the unit of the weigher
   * @throws IllegalStateException if the cache was built without a weigher
   */
  void maximumWeight(long weight);

  /**
   * Changes how long entries are fresh. It decides for what is stored by calls that begin from now on; an entry that stands,
   * and a load that is under way, keep the time to live they were given.
   */
  void timeToLive(TimeToLive<? super K, ? super V> timeToLive);

  /**
   * Switches the cache off or on: the kill switch for when its answers are in doubt, or its tiers in trouble.
   *
   * <p>While it is off,
   *
   * <ul>
   *   <li>reads go straight to the loader, each on its own: no tier is asked, no load is shared, nothing is stored. A
   *       cache-aside read calls its function; without a loader nothing is found, and {@code getIfPresent} finds nothing;
   *   <li>writes do what they always do, fences and invalidations included, but leave their keys absent. With
   *       {@link WriteMode#NONE} a {@code put} drops its key;
   *   <li>filling ahead of time loads nothing and answers {@link FillOutcome#BYPASSED};
   *   <li>entries stay where they are, expire when their time comes, and go when they are written or invalidated here or
   *       on another instance. So none that is answered after the cache is switched on again is older than it would have been
   *       without the switch.
   * </ul>
   *
   * <p>Calls that began before the switch end as they began; what they load may still be stored, under its lease. Other
   * instances go on as they are. It is not a way around a shared tier that is away: a write still raises its fence there.
   *
   * @param off true to switch the cache off; switching it twice changes nothing
   */
  void bypass(boolean off);

  /** Whether the cache is switched off. */
  boolean isBypassed();
}
