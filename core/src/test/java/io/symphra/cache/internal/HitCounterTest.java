package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Every hit is counted once, whoever has the slot. */
class HitCounterTest {

  private static final int EACH = 200_000;

  private static void countOn(HitCounter counter, int threads) throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> {
        try {
          together.await();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        for (int hit = 0; hit < EACH; hit++) {
          counter.increment();
        }
      });
      started.add(thread);
      thread.start();
    }
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  void threadsWithSlotsOfTheirOwn() throws InterruptedException {
    HitCounter counter = new HitCounter();

    countOn(counter, 8);

    assertThat(counter.sum()).isEqualTo(8 * EACH);
  }

  @Test
  void threadsThatShareOneSlot() throws InterruptedException {
    HitCounter counter = new HitCounter(1);

    countOn(counter, 4);

    assertThat(counter.sum()).isEqualTo(4 * EACH);
  }

  @Test
  void aSlotIsTakenOverFromTheDeadWithWhatTheyCounted() throws InterruptedException {
    HitCounter counter = new HitCounter(2);
    for (int generation = 1; generation <= 10; generation++) {
      countOn(counter, 3);
      assertThat(counter.sum()).isEqualTo(generation * 3L * EACH);
    }
  }
}
