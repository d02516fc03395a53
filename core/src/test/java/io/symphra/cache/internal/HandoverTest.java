package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.event.CacheListener;
import io.symphra.cache.event.ExpiryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that is handed over, and what becomes of events when it is not. */
class HandoverTest {

  private static final Executor FULL = task -> {
    throw new RejectedExecutionException("full");
  };

  private final AtomicInteger runs = new AtomicInteger();
  private final List<Runnable> taken = new ArrayList<>();

  private boolean handOver(Executor first, Executor second) {
    return Handover.handOver(runs::incrementAndGet, first, second);
  }

  @Test
  void theFirstExecutorTakesIt() {
    assertThat(handOver(taken::add, FULL)).isTrue();
    assertThat(runs).hasValue(0);

    taken.get(0).run(); // on the same thread, but no longer in the middle of anything

    assertThat(runs).hasValue(1);
  }

  @Test
  void anExecutorThatTakesItAndThrowsDoesNotMakeItRunTwice() {
    Executor takesAndThrows = task -> {
      taken.add(task);
      throw new IllegalStateException("mine");
    };

    assertThat(handOver(takesAndThrows, taken::add)).isTrue();
    taken.forEach(Runnable::run);

    assertThat(taken).hasSize(2);
    assertThat(runs).hasValue(1);
  }

  @Test
  void nobodyTakesIt() {
    assertThat(handOver(FULL, FULL)).isFalse();
    assertThat(handOver(Runnable::run, Runnable::run)).isFalse();
    assertThat(runs).hasValue(0);
  }

  @Test
  void whatNobodyDeliversIsDroppedAndCounted() {
    StatsRecorder stats = new StatsRecorder();
    EventDelivery<String> delivery = new EventDelivery<>("c", 10, FULL, FULL, stats);
    List<Object> heard = new ArrayList<>();
    delivery.add(CacheListener.of(heard::add));

    for (int i = 0; i < 3; i++) {
      delivery.note(new ExpiryEvent<>("c", Instant.now(), "k" + i));
    }

    assertThat(stats.droppedEvents.sum()).isEqualTo(3);
    assertThat(heard).isEmpty();
  }

  @Test
  void whatIsNotedAfterTheCloseIsNotTold() {
    StatsRecorder stats = new StatsRecorder();
    EventDelivery<String> delivery = new EventDelivery<>("c", 10, taken::add, FULL, stats);
    List<Object> heard = new ArrayList<>();
    delivery.add(CacheListener.of(heard::add));
    ExpiryEvent<String> event = new ExpiryEvent<>("c", Instant.now(), "k");
    delivery.note(event);

    delivery.close();
    delivery.note(event);
    delivery.add(CacheListener.of(heard::add));
    delivery.note(event);
    taken.forEach(Runnable::run);

    assertThat(heard).hasSize(1);
    assertThat(delivery.isHeard()).isFalse();
  }
}
