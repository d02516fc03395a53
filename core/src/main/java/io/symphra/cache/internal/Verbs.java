package io.symphra.cache.internal;

import io.symphra.cache.UpdateFunction;
import io.symphra.cache.internal.Change.Keep;
import io.symphra.cache.internal.Change.Put;
import io.symphra.cache.internal.Change.Remove;
import org.jspecify.annotations.Nullable;

/** What each conditional verb decides. Thread-safe. */
record Verbs<K, V>(ConditionalWrites<K, V> writes) {

  @Nullable
  V putIfAbsent(K key, V value) {
    return writes
        .change(key, current -> current == null ? new Put<>(value) : new Keep<>())
        .before();
  }

  @Nullable
  V getAndPut(K key, V value) {
    return writes.change(key, current -> new Put<>(value)).before();
  }

  @Nullable
  V getAndRemove(K key) {
    return writes
        .change(key, current -> current == null ? new Keep<>() : new Remove<>())
        .before();
  }

  @Nullable
  V replace(K key, V value) {
    return writes
        .change(key, current -> current == null ? new Keep<>() : new Put<>(value))
        .before();
  }

  boolean replace(K key, V old, V value) {
    return writes
        .change(key, current -> old.equals(current) ? new Put<>(value) : new Keep<>())
        .changed();
  }

  boolean remove(K key, V old) {
    return writes
        .change(key, current -> old.equals(current) ? new Remove<>() : new Keep<>())
        .changed();
  }

  <X extends Exception> @Nullable V update(K key, UpdateFunction<V, X> function) throws X {
    Change.Decision<V, X> decision = current -> {
      V value = function.apply(current);
      if (value != null) {
        return new Put<>(value);
      }
      return current == null ? new Keep<>() : new Remove<>();
    };
    return writes.change(key, decision).after();
  }
}
