package io.symphra.cache.internal;

import io.symphra.cache.event.CacheEvent;
import io.symphra.cache.event.CacheListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a cache's events to its listeners: a bounded queue, emptied by one thread at a time.
 *
 * <p>Noting an event never calls a listener and never waits for one, so it may be done under any lock. Whoever notes an
 * event while nobody empties the queue hands that work over; the worker ends when the queue is empty. Thread-safe.
 */
final class EventDelivery<K> {

  private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

  /** An event, and who was listening when it happened. */
  private record Letter<K>(CacheEvent<K> event, List<Registration<K>> to) {}

  private final String cacheName;
  private final int capacity;
  private final Executor executor;
  private final Executor spare;
  private final StatsRecorder stats;
  private final Object lock = new Object();

  // Guarded by the lock; the first two are read without it.
  private volatile List<Registration<K>> registrations = List.of();
  private volatile long sampleBelow;
  private final Queue<Letter<K>> queue = new ArrayDeque<>();
  private boolean delivering;
  private boolean hasDropped;
  private boolean closed;

  /**
   * A delivery without listeners.
   *
   * @param capacity how many events wait at most
   * @param executor where listeners are called
   * @param spare where they are called if the executor would not take them, or would call them at once
   */
  EventDelivery(
      String cacheName, int capacity, Executor executor, Executor spare, StatsRecorder stats) {
    this.cacheName = cacheName;
    this.capacity = capacity;
    this.executor = executor;
    this.spare = spare;
    this.stats = stats;
  }

  /** Whether anybody listens; one read. */
  boolean isHeard() {
    return !registrations.isEmpty();
  }

  /** Whether anybody wants a sample of the reads; one comparison. */
  boolean isSampled() {
    return sampleBelow != 0;
  }

  /** Adds a listener that was not added yet; it hears of what happens from now on. */
  void add(CacheListener<? super K> listener) {
    Registration<K> added = new Registration<>(cacheName, listener);
    synchronized (lock) {
      if (closed || registrations.stream().anyMatch(each -> each.isOf(listener))) {
        return;
      }
      List<Registration<K>> more = new ArrayList<>(registrations);
      more.add(added);
      set(more);
    }
  }

  /** Removes a listener; no call of it begins from now on, not even for what is in the queue. */
  void remove(CacheListener<? super K> listener) {
    synchronized (lock) {
      List<Registration<K>> rest = new ArrayList<>(registrations);
      rest.removeIf(each -> each.isOf(listener));
      registrations.stream().filter(each -> each.isOf(listener)).forEach(Registration::remove);
      set(rest);
    }
  }

  /** Notes an event for everybody who listens now. */
  void note(CacheEvent<K> event) {
    note(event, registrations);
  }

  /** Throws the dice, and notes a read for those in whose sample it falls. */
  void noteSampled(Supplier<CacheEvent<K>> read) {
    long dice = ThreadLocalRandom.current().nextLong() >>> 2;
    if (dice < sampleBelow) {
      note(
          read.get(),
          registrations.stream().filter(each -> dice < each.sampleBelow()).toList());
    }
  }

  /** Takes nothing more; what is in the queue is still delivered. */
  void close() {
    synchronized (lock) {
      closed = true;
      set(List.of());
    }
  }

  private void set(List<Registration<K>> listening) {
    registrations = List.copyOf(listening);
    sampleBelow = listening.stream().mapToLong(Registration::sampleBelow).max().orElse(0);
  }

  private void note(CacheEvent<K> event, List<Registration<K>> to) {
    if (!to.isEmpty()
        && enqueue(new Letter<>(event, to))
        && !Handover.handOver(this::deliver, executor, spare)) {
      dropAll();
    }
  }

  /** Puts a letter into the queue; returns whether somebody has to be found who delivers it. */
  private boolean enqueue(Letter<K> letter) {
    boolean first = false;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      if (queue.size() < capacity) {
        queue.add(letter);
        boolean begin = !delivering;
        delivering = true;
        return begin;
      }
      first = !hasDropped;
      hasDropped = true;
    }
    stats.droppedEvents.increment();
    if (first) {
      LOG.warn(
          "cache '{}': its listeners are slower than its events, {} are waiting; what is beyond is dropped and counted",
          cacheName,
          capacity);
    }
    return false;
  }

  private void deliver() {
    boolean done = false;
    try {
      for (Letter<K> letter = next(); letter != null; letter = next()) {
        deliver(letter);
      }
      done = true;
    } finally {
      if (!done) { // out of memory, say: the next event finds somebody else
        synchronized (lock) {
          delivering = false;
        }
      }
    }
  }

  private void deliver(Letter<K> letter) {
    for (Registration<K> each : letter.to()) {
      if (!each.tell(letter.event())) {
        stats.listenerFailures.increment();
      }
    }
  }

  private @Nullable Letter<K> next() {
    synchronized (lock) {
      Letter<K> next = queue.poll();
      delivering = next != null;
      return next;
    }
  }

  /** Nobody delivers, which is so when the manager is closed. */
  private void dropAll() {
    synchronized (lock) {
      stats.droppedEvents.add(queue.size());
      queue.clear();
      delivering = false;
    }
  }
}
