package io.symphra.cache.internal;

import io.symphra.cache.event.CacheEvent;
import io.symphra.cache.event.CacheListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener of one cache. It is told by one thread at a time. */
final class Registration<K> {

  /** How many sides the dice has, which is thrown for each read. */
  static final long DICE = 1L << 62;

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

  private final String cacheName;
  private final CacheListener<K> listener;
  private final long sampleBelow;
  private volatile boolean removed;
  private boolean hasFailed;

  @SuppressWarnings(
      "unchecked") // events only give keys out, so an event of K is an event of whatever is above K
  Registration(String cacheName, CacheListener<? super K> listener) {
    this.cacheName = cacheName;
    this.listener = (CacheListener<K>) listener;
    int oneIn = sampleOneIn(cacheName, listener);
    this.sampleBelow = oneIn == 0 ? 0 : DICE / oneIn;
  }

  /** What a listener asks for, checked. */
  static int sampleOneIn(String cacheName, CacheListener<?> listener) {
    int oneIn = listener.sampleOneIn();
    if (oneIn < 0) {
      throw new IllegalArgumentException(
          "cache '%s': sampleOneIn of a listener must be at least 0, was %d"
              .formatted(cacheName, oneIn));
    }
    return oneIn;
  }

  /** A read belongs to the listener's sample if a random number from 0 to {@link #DICE} is below this. */
  long sampleBelow() {
    return sampleBelow;
  }

  boolean isOf(CacheListener<?> other) {
    return listener == other;
  }

  /** From now on the listener is told nothing more; a call under way goes on. */
  void remove() {
    removed = true;
  }

  /**
   * Tells the listener, unless it was removed.
   *
   * @return whether it got through
   */
  boolean tell(CacheEvent<K> event) {
    if (removed) {
      return true;
    }
    try {
      listener.onEvent(event);
      return true;
    } catch (Throwable e) { // user code, and nobody waits for this thread
      if (!hasFailed) {
        hasFailed = true;
        LOG.warn(
            "cache '{}': a listener of {} failed on a {}, it goes on being told and its further failures are only counted",
            cacheName,
            listener.getClass().getName(),
            event.getClass().getSimpleName(),
            e);
      }
      return false;
    } finally {
      Thread.interrupted(); // what interrupted one listener, or was meant to, is not the next one's
      // affair
    }
  }
}
