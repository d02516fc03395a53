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
 * @param loaderCall calls loaders
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
    LoaderCall<K, V> loaderCall,
    Bypass bypass,
    StatsRecorder stats,
    EventRecorder<K> events,
    Ticker ticker) {

  /** The settings as they are now. */
  CacheConfig<K, V> config() {
    return current.get();
  }
}
