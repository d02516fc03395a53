package io.symphra.cache.warming;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Hears how a warming job goes.
 *
 * <p>One call at a time per job, on the job's threads, so a slow listener slows the job. What it throws is logged and
 * changes nothing. It may cancel the job; it must not wait for it.
 */
public interface WarmingListener {

  /** The job has begun to run. Not called if it was cancelled before. */
  default void started(WarmingJob job) {}

  /** A batch is done, or a single key of a batch that had failed. The counts never go back. */
  default void progressed(WarmingJob job, WarmingProgress progress) {}

  /** The job is over. Called once, last. */
  default void ended(WarmingJob job, WarmingReport report) {}

  /** A listener that wants the progress alone. */
  static WarmingListener progress(Consumer<? super WarmingProgress> progress) {
    requireNonNull(progress, "progress");
    return new WarmingListener() {
      @Override
      public void progressed(WarmingJob job, WarmingProgress now) {
        progress.accept(now);
      }
    };
  }
}
