package io.symphra.cache.examples.restart;

import io.symphra.cache.examples.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What is in the cache when the first request arrives after the restart. */
public enum Start {

  /** Nothing. */
  COLD {
    @Override
    List<String> keys(Trace trace, int maximumSize) {
      return List.of();
    }
  },

  /** As many entries as {@link #WARM} has, drawn from the whole catalogue, so that the choice is judged. */
  RANDOM {
    @Override
    List<String> keys(Trace trace, int maximumSize) {
      List<String> all = new ArrayList<>(trace.keys());
      Collections.shuffle(all, new Random(SEED));
      return List.copyOf(all.subList(0, WARM.keys(trace, maximumSize).size()));
    }
  },

  /** The keys most often requested in the history, hottest last, so that they are the most recent ones too. */
  WARM {
    @Override
    List<String> keys(Trace trace, int maximumSize) {
      return trace.history().hottest(maximumSize);
    }
  };

  private static final long SEED = 1;

  /** The keys to warm, in this order. */
  abstract List<String> keys(Trace trace, int maximumSize);

  /** The name that tables and files use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
