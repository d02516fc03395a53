package io.symphra.cache.benchmarks.shared;

import java.util.Locale;

/**
 * What some callers did in a moment.
 *
 * @param calls how many calls they made together
 * @param perSecond how many they made in a second, together
 * @param p50 the median of the calls' times in microseconds
 * @param p99 the time below which 99 of 100 calls stayed, in microseconds
 */
record Slice(long calls, double perSecond, double p50, double p99) {

  /** As a line of text, for {@link #parse}. */
  String format() {
    return String.format(Locale.ROOT, "%d %f %f %f", calls, perSecond, p50, p99);
  }

  static Slice parse(String line) {
    String[] words = line.split(" ", -1);
    return new Slice(
        Long.parseLong(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]));
  }
}
