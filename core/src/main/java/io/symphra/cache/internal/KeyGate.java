package io.symphra.cache.internal;

import java.util.Collection;
import java.util.List;

/** Where keys that cannot exist are turned away, directly before the lease. Thread-safe. */
interface KeyGate<K> {

  /** Those of the keys that cannot exist; counts all of them. */
  Collection<K> reject(Collection<K> keys);

  /**
   * Whether it is worth remembering that a load did not find a key: not if the gate turns it away itself, and not while it
   * turns nobody away, because the notice of the negative entry would make the key one that passes.
   *
   * @param admitted whether the key was loaded because this gate let it pass
   */
  boolean remembers(K key, boolean admitted);

  /** Lets a key pass from now on. */
  void join(K key);

  /** Ends what runs in the background. */
  void close();

  /** A gate that turns nobody away. */
  static <K> KeyGate<K> open() {
    return new KeyGate<>() {
      @Override
      public Collection<K> reject(Collection<K> keys) {
        return List.of();
      }

      @Override
      public boolean remembers(K key, boolean admitted) {
        return true;
      }

      @Override
      public void join(K key) {
        // Everybody passes anyway.
      }

      @Override
      public void close() {
        // Nothing runs.
      }
    };
  }
}
