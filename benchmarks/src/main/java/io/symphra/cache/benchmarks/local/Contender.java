package io.symphra.cache.benchmarks.local;

/**
 * One of the things that are measured.
 *
 * @param benchmark the class with the benchmark
 * @param method the method
 * @param threads how many threads call it
 */
record Contender(Class<?> benchmark, String method, int threads) {

  /** The name JMH has for it. */
  String jmhName() {
    return benchmark.getName() + "." + method;
  }

  @Override
  public String toString() {
    return "%s.%s, %d %s"
        .formatted(benchmark.getSimpleName(), method, threads, threads == 1 ? "thread" : "threads");
  }
}
