package io.symphra.cache.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits: exactly, and without an atomic instruction for most threads.
 *
 * <p>Each thread has a slot by its number, and shares it with few others. It belongs to the first that comes, until that one has
 * died; nobody else writes there. Who finds another's slot counts in an adder. Bounded by the number of slots. Thread-safe.
 */
/*
 * An atomic instruction waits for all loads before it, and lets none after it begin, so it ends what a processor does
 * best: fetching the entry of the next hit while it waits for this one. With a LongAdder in this place a hit takes half
 * as long again (row local.hit.1 of the benchmarks).
 */
final class HitCounter {

  private static final int FEWEST_SLOTS = 16;
  private static final int HITS_PER_TRY = 64;
  private static final int SLOTS_PER_PROCESSOR = 4;

  private final AtomicReferenceArray<@Nullable Slot> slots;
  private final LongAdder others = new LongAdder();

  /** As many slots as keep threads apart on this machine. */
  HitCounter() {
    this(Integer.highestOneBit(Math.max(
        FEWEST_SLOTS, 2 * SLOTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors() - 1)));
  }

  /**
   * With some slots.
   *
   * @param slots a power of two
   */
  HitCounter(int slots) {
    this.slots = new AtomicReferenceArray<>(slots);
  }

  void increment() {
    Thread thread = Thread.currentThread();
    int place = (int) thread.getId() & (slots.length() - 1);
    Slot slot = slots.getPlain(place);
    if (slot != null && slot.refersTo(thread)) {
      slot.increment();
    } else {
      incrementElsewhere(thread, place);
    }
  }

  private void incrementElsewhere(Thread thread, int place) {
    Slot slot = slots.get(place);
    if (slot == null || (isWorthATry() && slot.isAbandoned())) {
      Slot mine = new Slot(thread, 1 + (slot == null ? 0 : slot.count()));
      if (slots.compareAndSet(place, slot, mine)) { // with what its last owner counted
        return;
      }
    }
    others.increment();
  }

  /** A thread that hits once, as a virtual one may, does not make a slot for that. */
  private static boolean isWorthATry() {
    return ThreadLocalRandom.current().nextInt(HITS_PER_TRY) == 0;
  }

  /** What was counted; while others count, some of theirs may be missing. */
  long sum() {
    long sum = others.sum();
    for (int place = 0; place < slots.length(); place++) {
      Slot slot = slots.get(place);
      if (slot != null) {
        sum += slot.count();
      }
    }
    return sum;
  }

  /** The hits of one thread, alone on its cache lines. */
  @SuppressWarnings("UnusedVariable")
  private static final class Slot extends WeakReference<Thread> {

    private static final VarHandle COUNT;

    static {
      try {
        COUNT = MethodHandles.lookup().findVarHandle(Slot.class, "count", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private long before1;
    private long before2;
    private long before3;
    private long before4;
    private long before5;
    private long before6;
    private long before7;
    private long count;
    private long after1;
    private long after2;
    private long after3;
    private long after4;
    private long after5;
    private long after6;
    private long after7;

    Slot(Thread owner, long count) {
      super(owner);
      this.count = count;
    }

    /** By the owner alone, so that no other write can come between. */
    void increment() {
      COUNT.setOpaque(this, count + 1);
    }

    long count() {
      return (long) COUNT.getOpaque(this);
    }

    /** Whether nobody will write here any more, and what was written is seen. */
    boolean isAbandoned() {
      Thread owner = get();
      return owner == null || !owner.isAlive();
    }
  }
}
