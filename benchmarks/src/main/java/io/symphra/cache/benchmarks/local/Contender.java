package io.symphra.cache.benchmarks.local;

/**
 * One of the things that are measured.
 *
 * @param libraries the class path it runs with
 * @param benchmark the name of the class with the benchmark, which need not be on the class path of this program
 * @param method the method
 * @param threads how many threads call it
 */
record Contender(Libraries libraries, String benchmark, String method, int threads) {

  /** A contender that runs with the libraries of this program. */
  Contender(Class<?> benchmark, String method, int threads) {
    this(Libraries.OWN, benchmark.getName(), method, threads);
  }

  /** The name JMH has for it. */
  String jmhName() {
    return benchmark + "." + method;
  }

  @Override
  public String toString() {
    return "%s.%s, %d %s"
        .formatted(
            benchmark.substring(benchmark.lastIndexOf('.') + 1),
            method,
            threads,
            threads == 1 ? "thread" : "threads");
  }
}
