package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the connections to one cache in the heap share.
 *
 * @param guards the guards that stand
 * @param values the values that stand
 * @param listeners who hears of changes
 */
record HeapSpace<K, V>(
    ConcurrentMap<K, Guard> guards, EntryStore<K, V> values, List<ChangeListener<K>> listeners) {

  static <K, V> HeapSpace<K, V> over(EntryStore<K, V> values) {
    return new HeapSpace<>(new ConcurrentHashMap<>(), values, new CopyOnWriteArrayList<>());
  }
}
