package io.symphra.cache.warming;

/**
 * What became of the entries a warming source gave; each is counted once.
 *
 * <p>Immutable.
 *
 * @param loaded loaded and stored
 * @param skipped left alone: the cache had a fresh entry, somebody else was loading the key, or the source gave the key
 *     twice
 * @param refused not stored, because a write or an invalidation came between or is in progress, or the cache is switched off
 * @param absent the source had a key but no value
 * @param failed could not be loaded, not even alone
 */
public record WarmingCounts(long loaded, long skipped, long refused, long absent, long failed) {

  /** Nothing yet. */
  public static final WarmingCounts NONE = new WarmingCounts(0, 0, 0, 0, 0);

  /** All that was dealt with, whatever became of it. */
  public long total() {
    return loaded + skipped + refused + absent + failed;
  }

  /** The share of {@link #total()} that did not fail, from 0 to 1; 1 if there was nothing. */
  public double successRate() {
    return total() == 0 ? 1 : (double) (total() - failed) / total();
  }

  /** Both together. */
  public WarmingCounts plus(WarmingCounts more) {
    return new WarmingCounts(
        loaded + more.loaded,
        skipped + more.skipped,
        refused + more.refused,
        absent + more.absent,
        failed + more.failed);
  }
}
