package io.symphra.cache.benchmarks.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache on a server as its user would call it: text under numbers, an hour to live. A write returns when the server has
 * done it. Thread-safe.
 *
 * <p>An implementation has a public constructor that takes the address, and fills nothing.
 */
public interface RemoteCache extends AutoCloseable {

  /** The value of a key, from the server. */
  @Nullable
  String get(Long key);

  /** Asks for many keys at once and says how many have a value. */
  int getAll(List<Long> keys);

  /** Stores a value. */
  void put(Long key, String value);

  /** The value of a key; if there is none it is loaded and stored. */
  @Nullable
  String load(Long key, Function<Long, String> loader);

  /** Changes what the cache is a copy of, so that nobody is given the old value afterwards. */
  void update(Long key, Runnable write);

  @Override
  void close();
}
