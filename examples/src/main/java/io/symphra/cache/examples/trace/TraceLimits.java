package io.symphra.cache.examples.trace;

/**
 * How much of a trace is read, so that any file can be played in bounded memory. A longer one is cut at the first
 * request beyond a limit, and its {@link Trace#remark()} says so.
 *
 * @param requests the most requests
 * @param keys the most distinct keys
 * @param keyCharacters the most characters that distinct keys have together
 * @param keyLength the most characters of one key; a longer one is an error
 */
public record TraceLimits(int requests, int keys, long keyCharacters, int keyLength) {

  /** 10 million requests, 500,000 keys of 50 million characters together, and 500 characters a key. */
  public static TraceLimits ofDefaults() {
    return new TraceLimits(10_000_000, 500_000, 50_000_000, 500);
  }
}
