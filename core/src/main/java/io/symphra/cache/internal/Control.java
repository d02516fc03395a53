package io.symphra.cache.internal;

import io.symphra.cache.expiry.TimeToLive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes a running cache. Thread-safe. */
final class Control<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(Control.class);

  private final CurrentConfig<K, V> config;
  private final EntryStore<K, V> store;
  private final Bypass bypass;

  Control(CurrentConfig<K, V> config, EntryStore<K, V> store, Bypass bypass) {
    this.config = config;
    this.store = store;
    this.bypass = bypass;
  }

  void maximumSize(long entries) {
    requireBuiltWith("maximumSize", "maximumWeight", config.get().weigher().isEmpty());
    maximum("maximumSize", entries);
  }

  void maximumWeight(long weight) {
    requireBuiltWith("maximumWeight", "maximumSize", config.get().weigher().isPresent());
    maximum("maximumWeight", weight);
  }

  void timeToLive(TimeToLive<? super K, ? super V> timeToLive) {
    config.change(old -> old.withTimeToLive(timeToLive));
    LOG.info("cache '{}': timeToLive is {} from now on", name(), timeToLive);
  }

  synchronized void bypass(boolean on) {
    if (bypass.isOn() != on) {
      bypass.set(on);
      LOG.warn(
          on
              ? "cache '{}': bypassed, reads go straight to the loader until it is switched on again"
              : "cache '{}': bypassed no longer, reads use the tiers again",
          name());
    }
  }

  private void requireBuiltWith(String option, String other, boolean isSo) {
    if (!isSo) {
      throw new IllegalStateException(
          "cache '%s': %s cannot be changed, because the cache was built with a %s of %d"
              .formatted(name(), option, other, config.get().maximum()));
    }
  }

  private void maximum(String option, long maximum) {
    if (maximum < 1) {
      throw new IllegalArgumentException(
          "cache '%s': %s must be at least 1, was %d".formatted(name(), option, maximum));
    }
    config.change(old -> {
      store.maximum(maximum);
      return old.withMaximum(maximum);
    });
    LOG.info("cache '{}': {} is {} from now on", name(), option, maximum);
  }

  private String name() {
    return config.get().name();
  }
}
