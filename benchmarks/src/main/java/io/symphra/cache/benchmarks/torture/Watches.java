package io.symphra.cache.benchmarks.torture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The writes under way in one instance, by thread and by the token of their fence. Thread-safe. */
final class Watches {

  private static final ThreadLocal<@Nullable WriteWatch> CURRENT = new ThreadLocal<>();

  private final Map<Long, WriteWatch> byToken = new ConcurrentHashMap<>();

  /** The thread's next fence belongs to this write. */
  void begin(WriteWatch watch) {
    CURRENT.set(watch);
  }

  @Nullable
  WriteWatch current() {
    return CURRENT.get();
  }

  void end() {
    WriteWatch watch = CURRENT.get();
    CURRENT.remove();
    byToken.values().removeIf(each -> each.equals(watch));
  }

  void fenced(long token, WriteWatch watch) {
    byToken.put(token, watch);
  }

  @Nullable
  WriteWatch ofToken(long token) {
    return byToken.get(token);
  }
}
