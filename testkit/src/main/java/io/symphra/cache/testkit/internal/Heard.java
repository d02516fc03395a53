package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.ChangeListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which keys an instance heard of. Thread-safe. */
public final class Heard<K> implements ChangeListener<K> {

  private final Set<K> keys = ConcurrentHashMap.newKeySet();
  private volatile boolean all;

  @Override
  public void changed(K key) {
    keys.add(key);
  }

  @Override
  public void allChanged() {
    all = true;
  }

  /** Whether it heard of a key, or of everything. */
  public boolean of(K key) {
    return all || keys.contains(key);
  }

  /** Whether it heard of nothing. */
  public boolean nothing() {
    return !all && keys.isEmpty();
  }

  /** Begins anew. */
  public void forget() {
    keys.clear();
    all = false;
  }

  @Override
  public String toString() {
    return all ? "everything" : keys.toString();
  }
}
