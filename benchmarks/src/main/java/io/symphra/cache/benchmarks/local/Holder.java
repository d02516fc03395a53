package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.HeapProbe;
import java.util.List;

/**
 * A cache whose room is measured.
 *
 * @param libraries the class path it runs with
 * @param state the name of its {@link CacheState}, which need not be on the class path of this program
 */
record Holder(Libraries libraries, String state) {

  /** A cache that runs with the libraries of this program. */
  Holder(Class<? extends CacheState> state) {
    this(Libraries.OWN, state.getName());
  }

  /** Fills it once, in a JVM of its own, and says how many bytes an entry takes. */
  double bytesPerEntry(int entries) {
    try {
      return JavaProcess.run(
              libraries,
              List.of(
                  "-XX:+UseSerialGC",
                  "-Xmx1g",
                  HeapProbe.class.getName(),
                  state,
                  Integer.toString(entries)))
          .stream()
          .filter(line -> line.startsWith(HeapProbe.FIGURE))
          .mapToDouble(line -> Double.parseDouble(line.substring(HeapProbe.FIGURE.length())))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no figure in the output"));
    } catch (IllegalStateException e) {
      throw new IllegalStateException("%s: %s".formatted(this, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return state.substring(state.lastIndexOf('.') + 1);
  }
}
