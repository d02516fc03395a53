package io.symphra.cache.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collections with the room that they need and no more. Most batches are a single key, where the room that collections
 * take by default would be most of the garbage of a miss.
 */
final class Sized {

  private Sized() {}

  static <K, V extends @Nullable Object> Map<K, V> map(int entries) {
    return new HashMap<>(room(entries));
  }

  /** In the order of insertion. */
  static <K, V extends @Nullable Object> Map<K, V> orderedMap(int entries) {
    return new LinkedHashMap<>(room(entries));
  }

  static <T> Set<T> set(int elements) {
    return new HashSet<>(room(elements));
  }

  /** The elements as they are now; unmodifiable. */
  static <T> Set<T> copy(Set<T> elements) {
    return switch (elements.size()) {
      case 0 -> Set.of();
      case 1 -> Set.of(elements.iterator().next());
      default -> Set.copyOf(elements);
    };
  }

  /** A table of this size is three quarters full, by default, with the last entry. */
  private static int room(int entries) {
    return entries + entries / 3 + 1;
  }
}
