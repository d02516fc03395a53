package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the connections to one cache in the heap share.
 *
 * @param guards the guards that stand
 * @param values the values that stand
 * @param listeners who hears of changes
 */
record HeapSpace<K, V>(
    ConcurrentMap<K, Guard> guards, EntryStore<K, V> values, List<ChangeListener<K>> listeners) {

  private static final int SWEEP_ABOVE = 1_024;

  /** One step of one key's guard; may touch the value. */
  interface Transition {
    @Nullable
    Guard next(@Nullable Guard guard);
  }

  static <K, V> HeapSpace<K, V> over(EntryStore<K, V> values) {
    return new HeapSpace<>(new ConcurrentHashMap<>(), values, new CopyOnWriteArrayList<>());
  }

  /** Does a step on a key, atomically; a guard whose time is up is not there for it. */
  void step(K key, GuardRules rules, Ticker ticker, Transition transition) {
    guards.compute(key, (same, found) -> transition.next(rules.standing(found, ticker.read())));
  }

  /** Guards whose holder died go when their key is next touched; this finds, now and then, those whose key never is. */
  void sweep(GuardRules rules, Ticker ticker) {
    if (guards.size() > SWEEP_ABOVE && ThreadLocalRandom.current().nextInt(SWEEP_ABOVE) == 0) {
      guards.keySet().forEach(key -> step(key, rules, ticker, guard -> guard));
    }
  }

  /**
   * The keys that stand, each once: dropped a second time, a key would lose what came after the first. Guards go first,
   * because what a lease has filled meanwhile is found among the values.
   */
  List<K> guardedAndStored(Predicate<K> wanted) {
    Set<K> guarded = guards.keySet().stream().filter(wanted).collect(Collectors.toSet());
    List<K> keys = new ArrayList<>(guarded);
    for (K key : values.keys()) {
      if (!guarded.contains(key) && wanted.test(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Tells everybody who listens. */
  void tell(Collection<K> changed) {
    for (ChangeListener<K> each : listeners) {
      changed.forEach(each::changed);
    }
  }
}
