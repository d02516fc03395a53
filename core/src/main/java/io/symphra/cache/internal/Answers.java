package io.symphra.cache.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answers of one call for many keys: one map, in the order of the keys from the beginning. */
final class Answers {

  private Answers() {}

  /** Each key once, and no answer yet, which is null. */
  static <K, V> Map<K, @Nullable V> to(Collection<? extends K> keys) {
    Map<K, @Nullable V> answers = Sized.orderedMap(keys.size());
    for (K key : keys) {
      answers.put(key, null);
    }
    return answers;
  }

  /** What was found and is not negative; takes the map over. */
  @SuppressWarnings("NullAway") // the nulls are gone
  static <K, V> Map<K, V> found(Map<K, @Nullable V> answers) {
    answers.values().removeIf(Objects::isNull);
    return Collections.unmodifiableMap(answers);
  }
}
