package io.symphra.cache.benchmarks.torture;

/** Why a read may answer less than the newest write, each with a bound on how long. */
enum Column {
  /** It may not: the write was fenced, or followed by an invalidation, and Redis kept its data. */
  FENCED("fenced", "writes that went through the cache, or were followed by an invalidation"),

  /** A copy in the local tier of another instance than the one that wrote. */
  LOCAL("local", "the same, read from the local tier of another instance"),

  /** Written around the cache, and not followed by an invalidation yet, or by one that failed. */
  UNFENCED("unfenced", "writes around the cache, until an invalidation has returned"),

  /** Redis was restarted, or a replica promoted, since the write began. */
  LOST("lost", "writes that Redis forgot in a restart or a failover"),

  /** The fence may have fallen before the commit, and nobody lowered it after. */
  OUTLIVED("outlived", "writers that outlived their fence, and could not lower it");

  private final String word;
  private final String what;

  Column(String word, String what) {
    this.word = word;
    this.what = what;
  }

  /** As it is called in rows of results. */
  String word() {
    return word;
  }

  String what() {
    return what;
  }
}
