package io.symphra.cache.examples.restart;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * When a cache is as good again as it would be had it never been restarted.
 *
 * <p>That is at the first window of following requests in which it has 95 % of the hits that the never-restarted cache
 * has in the same window. Comparing the two on the same requests takes out what the traffic itself does: there are
 * moments when every cache misses much. The first such window counts and not the last, because of such moments again.
 *
 * @param neverRestarted the requests the never-restarted cache hits
 * @param requests how many requests there are
 * @param window how many following requests are compared
 */
record Steady(BitSet neverRestarted, int requests, int window) {

  static final double SHARE = 0.95;

  /** With a window of as many requests as the cache has entries, or half of all requests if that is less. */
  static Steady of(BitSet neverRestarted, int requests, int maximumSize) {
    return new Steady(neverRestarted, requests, Math.max(1, Math.min(maximumSize, requests / 2)));
  }

  /** The first request of the first such window; empty if there is none. */
  OptionalInt firstRequest(BitSet hits) {
    int ours = hits.get(0, window).cardinality();
    int theirs = neverRestarted.get(0, window).cardinality();
    for (int from = 0; ; from++) {
      if (ours >= SHARE * theirs) {
        return OptionalInt.of(from);
      }
      if (from + window == requests) {
        return OptionalInt.empty();
      }
      ours += bit(hits, from + window) - bit(hits, from);
      theirs += bit(neverRestarted, from + window) - bit(neverRestarted, from);
    }
  }

  private static int bit(BitSet bits, int position) {
    return bits.get(position) ? 1 : 0;
  }
}
