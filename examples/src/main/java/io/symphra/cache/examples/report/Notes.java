package io.symphra.cache.examples.report;

import io.symphra.cache.examples.restart.RestartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of the figures must know to judge them, a sentence or two each. */
final class Notes {

  private Notes() {}

  static List<String> of(RestartResult result) {
    List<String> notes = new ArrayList<>();
    notes.add(format(
        "The requests are the trace %s: %,d before the restart are the history, the first %,d after it were played, at %s, by %d threads.",
        result.traceName(),
        result.history(),
        result.requests(),
        result.settings().rate(),
        result.settings().threads()));
    notes.add(format(
        "All three runs use a fresh cache of %,d entries with equal settings over one PostgreSQL with %,d products; each miss is one SQL join.",
        result.settings().maximumSize(), result.products()));
    notes.add(
        "Everything was rehearsed before without measuring; then warm was played first and cold last, so that what JVM"
            + " and database still learnt speaks for cold.");
    notes.add(
        "Warm holds the keys most often requested in the history; random holds as many keys drawn from all of the history's.");
    if (result.settings().rate().isPaced()) {
      notes.add(
          "A latency begins at the moment the request was due, so waiting for a free thread counts.");
    }
    notes.add(format(
        "Steady is what the same cache hits on the same requests had it never been restarted (simulated from the history);"
            + " 95 %% of it is reached with the first request from which on the next %,d requests have 95 %% of its hits.",
        result.steadyWindow()));
    notes.add("A request that waited for another request's query is neither a hit nor a query.");
    if (result.historyKeys() <= result.settings().maximumSize()) {
      notes.add(format(
          "The history has only %,d keys and all fit into the cache, so random and warm hold the same entries here; a"
              + " smaller --maximum-size makes them choose.",
          result.historyKeys()));
    }
    return notes;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
