package io.symphra.cache.internal;

/**
 * A step on the way from a flight to the loader. Each does one thing and hands the request on to the next; the last one
 * calls the loader. Thread-safe.
 */
@FunctionalInterface
interface LoadStep<K, V> {

  /**
   * Loads what is requested.
   *
   * @throws Exception what the loader threw; or an {@link IllegalStateException} that says how it broke its contract
   */
  Loaded<K, V> load(LoadRequest<K, V> request) throws Exception;
}
