package io.symphra.cache.warming;

/** Where a warming job stands. */
public enum WarmingState {

  /** Started, and waiting for a thread of the executor. */
  PENDING(false),

  /** At work. */
  RUNNING(false),

  /** Over: the source was read to its end. Single keys may have failed. */
  COMPLETED(true),

  /** Over before its end: the source failed, the cache was closed, or a key failed and the warmer is fail-fast. */
  FAILED(true),

  /** Over before its end: somebody cancelled it. */
  CANCELLED(true);

  private final boolean over;

  WarmingState(boolean over) {
    this.over = over;
  }

  /** Whether the job is over; such a state never changes again. */
  public boolean isOver() {
    return over;
  }
}
