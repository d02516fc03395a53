package io.symphra.cache.examples.restart;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.LoadContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A loader that counts its calls and remembers when each key was last loaded, and by which thread.
 *
 * <p>A key that was loaded after a request for it began was no hit for that request: it ran the query itself, or waited
 * for somebody's. Thread-safe.
 *
 * @param <V> the value type
 */
final class WatchedLoader<V> implements CacheLoader<String, V> {

  private final CacheLoader<String, V> loader;
  private final Map<String, Load> lastLoads = new ConcurrentHashMap<>();
  private final LongAdder calls = new LongAdder();

  WatchedLoader(CacheLoader<String, V> loader) {
    this.loader = loader;
  }

  @Override
  public Map<String, V> loadAll(Set<String> keys) throws Exception {
    calls.increment();
    Map<String, V> loaded = loader.loadAll(keys);
    remember(keys);
    return loaded;
  }

  @Override
  public Map<String, V> loadAll(Set<String> keys, LoadContext<String, V> context) throws Exception {
    calls.increment();
    Map<String, V> loaded = loader.loadAll(keys, context);
    remember(keys);
    return loaded;
  }

  private void remember(Set<String> keys) {
    Load load = new Load(System.nanoTime(), Thread.currentThread());
    // Before the cache has the values, so that nobody can be answered by a load that is not yet
    // remembered.
    keys.forEach(key -> lastLoads.put(key, load));
  }

  /** How a request was answered that asked this thread for a key since {@code begun}, and has its answer. */
  Answer howAnswered(String key, long begun) {
    Load last = lastLoads.get(key);
    if (last == null || last.ended() - begun < 0) {
      return Answer.HIT;
    }
    return last.thread() == Thread.currentThread() ? Answer.LOADED : Answer.JOINED;
  }

  /** How often it was called so far; a call for one key is one query. */
  long calls() {
    return calls.sum();
  }

  private record Load(long ended, Thread thread) {}
}
