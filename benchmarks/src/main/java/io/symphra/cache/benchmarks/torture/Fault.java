package io.symphra.cache.benchmarks.torture;

import java.util.Locale;

/** What is done to a run from outside. */
enum Fault {
  CONNECTIONS_CUT,
  FROZEN_SHORTER_THAN_A_FENCE,
  FROZEN_LONGER_THAN_A_FENCE,
  DELAYED,
  WORKER_KILLED,
  WORKER_KILLED_BETWEEN_COMMIT_AND_RELEASE,
  RESTARTED_EMPTY,
  RESTARTED_FROM_AN_OLDER_SNAPSHOT,
  REPLICA_PROMOTED;

  /** In words. */
  String what() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
