package io.symphra.cache.benchmarks.torture;

import java.util.Locale;
import java.util.function.IntFunction;

/** How Redis is set up. */
@SuppressWarnings("ImmutableEnumChecker") // functions without a state
enum Topology {
  STANDALONE(StandaloneServers::start),
  SENTINEL(workers -> SentinelServers.start()),
  CLUSTER(workers -> ClusterServers.start());

  private final IntFunction<Servers> start;

  Topology(IntFunction<Servers> start) {
    this.start = start;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Starts the servers for so many workers. */
  Servers start(int workers) {
    return start.apply(workers);
  }
}
