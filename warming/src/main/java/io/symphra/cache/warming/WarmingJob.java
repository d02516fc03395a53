package io.symphra.cache.warming;

import java.time.Duration;
import java.util.Optional;

/**
 * One run of a warm-up, in the background: {@code PENDING -> RUNNING -> COMPLETED | FAILED | CANCELLED}.
 *
 * <p>Thread-safe.
 */
public interface WarmingJob {

  /** Where it stands. */
  WarmingState state();

  /** How far it is. Later snapshots never count less. */
  WarmingProgress progress();

  /** Adds a listener; if the job is over it hears so at once, on this thread. */
  void addListener(WarmingListener listener);

  /**
   * Ends the job early. No further batch begins and no batch is retried; batches that are being loaded finish. Keys of
   * a batch that was waiting to be retried count as not reached. Does not wait: {@link #await()} does.
   *
   * @return whether the job is cancelled by this call; false if it was over, or being stopped already
   */
  boolean cancel();

  /**
   * Waits until the job is over: its batches have finished and its source is closed. An interrupt ends the waiting, not
   * the job.
   */
  WarmingReport await() throws InterruptedException;

  /**
   * The same for a limited time.
   *
   * @param timeout zero or less only looks
   * @return the report, or empty if the job is not over by then
   */
  Optional<WarmingReport> await(Duration timeout) throws InterruptedException;
}
