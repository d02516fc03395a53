package io.symphra.cache.event;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Hears what happens in a cache.
 *
 * <p>There is a method for each kind of event, and none has to be implemented. Who would rather have one function for all
 * kinds makes a listener {@linkplain #of of it}.
 *
 * <p>A cache calls its listeners on the executor of its manager, one event after the other in the order in which they
 * were noted, and waits for none of them. What happened on one thread is told in that order; what happened on several at
 * once, in any. A listener may use the cache, and may close it. When listeners are slower than events the queue between
 * them fills up; then events are dropped, and counted. A listener that throws is told of the next event all the same. An
 * executor that runs tasks on the thread that brings them, or takes none, is not used: a thread of the manager's own
 * calls the listeners then, because a cache never calls one in the middle of its own work.
 *
 * <p>One cache never calls a listener on two threads at once; a listener of several caches must be thread-safe.
 *
 * @param <K> the keys it can hear of; a listener of {@code Object} can listen to any cache
 */
public interface CacheListener<K> {

  /** A loader returned. */
  default void onLoad(LoadEvent<K> event) {}

  /** A loader threw, or broke its contract; or a load was turned away, or given up at its timeout. */
  default void onLoadFailure(LoadFailureEvent<K> event) {}

  /** A write returned. */
  default void onWrite(WriteEvent<K> event) {}

  /** A write threw, or its scope was closed without {@code committed()}. */
  default void onWriteFailure(WriteFailureEvent<K> event) {}

  /** The local tier let an entry go for want of room. */
  default void onEviction(EvictionEvent<K> event) {}

  /** The local tier let an entry go because its time was up. */
  default void onExpiry(ExpiryEvent<K> event) {}

  /** This instance let entries go. */
  default void onInvalidation(InvalidationEvent<K> event) {}

  /** A tier answered; called for a sample of the hits, if {@link #sampleOneIn()} asks for one. */
  default void onHit(HitEvent<K> event) {}

  /** No tier could answer; called for a sample of the misses, if {@link #sampleOneIn()} asks for one. */
  default void onMiss(MissEvent<K> event) {}

  /**
   * Of how many hits and misses the listener hears of one, on average: 1 for all, 1,000 for one in a thousand, 0 for
   * none. Default 0. The sample is random, hits and misses are taken at the same rate. The cache asks once, when the
   * listener is registered. Where nobody asks for a sample, a hit is no slower for its listeners.
   */
  default int sampleOneIn() {
    return 0;
  }

  /** Hears of every event; unless it is overridden, calls the method for events of its kind. */
  default void onEvent(CacheEvent<K> event) {
    event.tell(this);
  }

  /** A listener that is one function for all kinds of events; it hears of no hits and misses. */
  static <K> CacheListener<K> of(Consumer<? super CacheEvent<K>> listener) {
    return sampling(0, listener);
  }

  /**
   * A listener that is one function for all kinds of events.
   *
   * @param oneIn of how many hits and misses it hears of one; 0 for none
   * @throws IllegalArgumentException if {@code oneIn} is negative
   */
  static <K> CacheListener<K> sampling(int oneIn, Consumer<? super CacheEvent<K>> listener) {
    requireNonNull(listener, "listener must not be null");
    if (oneIn < 0) {
      throw new IllegalArgumentException("oneIn must be at least 0, was " + oneIn);
    }
    return new CacheListener<>() {
      @Override
      public void onEvent(CacheEvent<K> event) {
        listener.accept(event);
      }

      @Override
      public int sampleOneIn() {
        return oneIn;
      }

      @Override
      public String toString() {
        return "CacheListener[" + listener + "]";
      }
    };
  }
}
