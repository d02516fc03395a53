package io.symphra.cache.internal;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a local hit reads of an entry, and what it may note there.
 *
 * <p>The value is fixed. The time from which the entry wants attention changes atomically. The record of accesses is kept
 * without synchronization: a race costs a count or repeats a touch, and nothing else.
 */
/*
 * A hit waits for memory more than for anything else. The JVM lays out the fields of a superclass before those of its
 * subclass, so these lie together, and most hits need one cache line of an entry. For the same reason the times of
 * accesses are counted in ticks of 2^24 nanoseconds (17 ms), which an int holds for two years.
 */
abstract class HotEntry<V> {

  @SuppressWarnings("rawtypes")
  private static final AtomicLongFieldUpdater<HotEntry> ATTENTION_AT =
      AtomicLongFieldUpdater.newUpdater(HotEntry.class, "attentionAt");

  private static final int TICK_SHIFT = 24;

  /** An access counts once in three ticks (50 ms), unless entries come and go. */
  private static final int TOUCH_TICKS = 3;

  private static final short NO_TURN = -1;

  private static final char MOST_TOUCHES = Character.MAX_VALUE;

  /** Null in a negative entry. */
  final @Nullable V value;

  private volatile long attentionAt;
  private int touchedAt;
  private short touchedTurn;
  private char touches;

  /**
   * With a value.
   *
   * @param attentionAt from when on it wants attention
   * @param now the reading of the ticker
   */
  HotEntry(@Nullable V value, long attentionAt, long now) {
    this.value = value;
    this.attentionAt = attentionAt;
    this.touchedAt = tick(now);
    this.touchedTurn = NO_TURN;
  }

  final boolean isNegative() {
    return value == null;
  }

  /** Whether a reader has to think about a refresh; before that it just takes the value. */
  final boolean wantsAttention(long now) {
    return now - attentionAt >= 0;
  }

  /** Whether the caller may start the next refresh; takes the turn, until {@code next}, from everybody else. */
  final boolean claimRefresh(long now, long next) {
    long notBefore = attentionAt;
    return now - notBefore >= 0 && ATTENTION_AT.compareAndSet(this, notBefore, next);
  }

  /**
   * Whether the caller is to tell the eviction policy of its access: the first one in a turn of the store, and in a
   * period.
   */
  final boolean claimTouch(long now, short turn) {
    int tick = tick(now);
    if (turn == touchedTurn && Integer.compareUnsigned(tick - touchedAt, TOUCH_TICKS) < 0) {
      return false;
    }
    touchedTurn = turn;
    touchedAt = tick;
    if (touches < MOST_TOUCHES) {
      touches++;
    }
    return true;
  }

  /** How long ago the last access was remembered, in nanoseconds; 17 ms too much or too little at most. */
  final long idle(long now) {
    return Integer.toUnsignedLong(tick(now) - touchedAt) << TICK_SHIFT;
  }

  /** How many accesses were remembered; 65,535 may be more. */
  final int accesses() {
    return touches;
  }

  private static int tick(long time) {
    return (int) (time >> TICK_SHIFT);
  }
}
