package io.symphra.cache.examples.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the requests of a trace up to its limits. Not thread-safe. */
final class TraceBuilder {

  private final TraceLimits limits;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private long keyCharacters;
  private int[] requests = new int[1024];
  private int size;

  TraceBuilder(TraceLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds a request.
   *
   * @return whether it still fitted; if not, the trace ends before it
   */
  boolean add(String key) {
    if (size == limits.requests()) {
      return false;
    }
    Integer known = places.get(key);
    if (known == null) {
      if (keys.size() == limits.keys() || keyCharacters + key.length() > limits.keyCharacters()) {
        return false;
      }
      known = keys.size();
      places.put(key, known);
      keys.add(key);
      keyCharacters += key.length();
    }
    if (size == requests.length) {
      requests = Arrays.copyOf(requests, Math.min(limits.requests(), 2 * size));
    }
    requests[size++] = known;
    return true;
  }

  int size() {
    return size;
  }

  Trace build(String name, Optional<String> remark) {
    return new Trace(name, keys, Arrays.copyOf(requests, size), remark);
  }
}
