package io.symphra.cache.protect;

import java.time.Duration;
import java.util.Optional;

/**
 * What a key filter is, and what it has done on this instance. Immutable.
 *
 * @param inForce whether it rejects keys now; while it does not everything passes
 * @param keys how many keys it holds, about: those of the last scan, and those that joined since
 * @param expectedKeys how many it was made for
 * @param expectedFalsePositiveRate the share of keys that do not exist and pass, as its bits are now; from 0 to 1
 * @param rejected keys it answered: they cannot exist
 * @param passed keys it let pass while it was in force
 * @param unchecked keys that passed while it was not in force
 * @param falsePositives keys it let pass while it was in force, and that the loader did not find; keys that were deleted
 *     since the last scan are among them
 * @param rebuilds scans that ended well
 * @param failedRebuilds scans that failed
 * @param lastRebuild the last scan that ended
 */
public record KeyFilterStats(
    boolean inForce,
    long keys,
    long expectedKeys,
    double expectedFalsePositiveRate,
    long rejected,
    long passed,
    long unchecked,
    long falsePositives,
    long rebuilds,
    long failedRebuilds,
    Optional<Rebuild> lastRebuild) {

  /** The share of keys that did not exist and passed all the same, from 0 to 1; 0 if there were none. */
  public double observedFalsePositiveRate() {
    long missing = falsePositives + rejected;
    return missing == 0 ? 0 : (double) falsePositives / missing;
  }

  /**
   * A scan that has ended.
   *
   * @param ago how long ago it ended
   * @param took how long it took
   * @param keys how many keys it read
   * @param failure why it failed, if it did
   */
  public record Rebuild(Duration ago, Duration took, long keys, Optional<String> failure) {}
}
