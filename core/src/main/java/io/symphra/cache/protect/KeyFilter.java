package io.symphra.cache.protect;

import io.symphra.cache.internal.DefaultKeyFilterBuilder;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The keys that can exist, so that a key that cannot is answered without asking the system of record.
 *
 * <p>It is a Bloom filter (B. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 1970) over a scan
 * of the keys, with about 1.2 bytes for each expected key at a false positive rate of 1 %, in up to four such filters:
 * the one in force, the one that is being built, and two for keys that joined lately. It stands directly before the lease:
 * a read of a key that no tier has and that cannot exist is answered null, or left out, without lease and load. Keys that
 * can exist, and a few others at the false positive rate, pass.
 *
 * <p>It applies to {@code get}, also with a function of the caller's, and to {@code getAll}. It does not apply to fills and
 * refreshes, nor to views that skip a tier. Whatever the keys do not name must not be loadable: a function that makes
 * values for other keys needs a cache without a filter.
 *
 * <p>The scan runs when the cache is built, on a schedule and on demand. Until the first one is done, and from the moment
 * on when this instance may have missed a change in the shared tier until the next one is done, everything passes. A key
 * that is written, filled or invalidated by name through any instance joins the filter at once. A row that is inserted
 * behind the cache's back is unseen until the next scan, or until somebody invalidates its key.
 *
 * <p>A filter belongs to the one cache it is given to. Thread-safe.
 *
 * @param <K> the key type
 */
public interface KeyFilter<K> {

  /**
   * Begins a filter.
   *
   * @param keys opens a stream of all keys there are, in any order; called for each scan, on the manager's executor. The
   *     stream is read once, on one thread, and is closed in any case. Keys that come and go while it runs may be in it
   *     or not
   */
  static <K> KeyFilterBuilder<K> of(Callable<? extends Stream<? extends K>> keys) {
    return new DefaultKeyFilterBuilder<>(keys);
  }

  /**
   * Scans the keys anew, on the manager's executor. The scan begins after this call: while another one runs, it waits for
   * its turn, and calls made meanwhile share it.
   *
   * @return ends when the scan has; with the scan's exception if it failed, and then the old filter stays. Cancelling it
   *     changes nothing
   * @throws IllegalStateException if the filter has not been given to a cache that was built
   */
  CompletableFuture<KeyFilterStats> rebuild();

  /** What the filter is and has done; everything is zero before it belongs to a cache. */
  KeyFilterStats stats();
}
