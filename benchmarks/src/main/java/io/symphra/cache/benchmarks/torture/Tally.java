package io.symphra.cache.benchmarks.torture;

/** What workers count. */
enum Tally {
  READS("reads through the shared tier"),
  LOCAL_READS("reads from the local tier too"),
  LOADS("rows loaded"),
  WRITES("writes"),
  WRITES_AROUND("writes around the cache, followed by an invalidation"),
  REFUSED("writes that failed before or in the database"),
  UNKNOWN("invalidations that failed after a write around the cache"),
  ROLLED_BACK("writes that were rolled back"),
  PAUSED_LOADERS_SHORTER("loaders paused for less than their lease"),
  PAUSED_LOADERS_LONGER("loaders paused for more than their lease"),
  PAUSED_WRITERS_SHORTER("writers paused for less than their fence"),
  PAUSED_WRITERS_LONGER("writers paused for more than their fence, with their renewals"),
  OUTLIVED_RELEASED("writers that outlived their fence and lowered it all the same"),
  RELEASES_CUT("connections cut between commit and release"),
  DIED("workers killed between commit and release");

  private final String what;

  Tally(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }
}
