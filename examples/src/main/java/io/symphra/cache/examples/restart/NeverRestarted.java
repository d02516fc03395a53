package io.symphra.cache.examples.restart;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.examples.trace.Requests;
import io.symphra.cache.examples.trace.Trace;
import java.util.BitSet;

/**
 * The same cache had it never been restarted: it has seen the history when the traffic begins.
 *
 * <p>It is simulated, with one thread and values from memory, because only its hits are asked for. As the requests come much
 * faster than in a service, evictions are carried out at once: in the background they would lag behind, and the cache
 * would hold more than its maximum.
 */
final class NeverRestarted {

  private NeverRestarted() {}

  /** Which of the first requests of the traffic it hits. */
  static BitSet hits(Trace trace, int requests, int maximumSize) {
    WatchedLoader<String> loader = new WatchedLoader<>(CacheLoader.oneByOne(key -> key));
    try (CacheManager manager =
        CacheManager.builder().maintenanceExecutor(Runnable::run).build()) {
      Cache<String, String> cache = ProductCache.of(manager, String.class, loader, maximumSize);
      play(cache, loader, trace.history());
      return play(cache, loader, trace.traffic().first(requests));
    }
  }

  private static BitSet play(
      Cache<String, String> cache, WatchedLoader<String> loader, Requests requests) {
    BitSet hits = new BitSet(requests.size());
    for (int position = 0; position < requests.size(); position++) {
      String key = requests.key(position);
      long begun = System.nanoTime();
      cache.get(key);
      hits.set(position, loader.howAnswered(key, begun) == Answer.HIT);
    }
    return hits;
  }
}
