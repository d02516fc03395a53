package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.spi.Ticker;

/**
 * What the read path of one cache is made of.
 *
 * @param current the settings
 * @param local the local tier
 * @param shared the shared tier
 * @param flights the flights under way
 * @param gate where keys that cannot exist are turned away
 * @param rules what a flight's result may be used for
 * @param landing how the flight of a load ends
 * @param entries makes entries of values
 * @param loads the way to the loader
 * @param bypass whether reads go straight to the loader
 * @param stats counts
 * @param events hears what happens
 * @param ticker the time
 */
record ReadParts<K, V>(
    CurrentConfig<K, V> current,
    LocalTier<K, V> local,
    SharedReads<K, V> shared,
    SingleFlight<K, V> flights,
    KeyGate<K> gate,
    FlightRules rules,
    Landing<K, V> landing,
    EntryFactory<K, V> entries,
    Loads<K, V> loads,
    Bypass bypass,
    StatsRecorder stats,
    EventRecorder<K> events,
    Ticker ticker) {

  /** The settings as they are now. */
  CacheConfig<K, V> config() {
    return current.get();
  }
}
