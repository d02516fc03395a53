package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.event.CacheEvent;
import io.symphra.cache.event.CacheListener;
import io.symphra.cache.event.EvictionEvent;
import io.symphra.cache.event.InvalidationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How events get to listeners: in order, in the background, bounded, and without harm to anybody. */
class EventDeliveryTest {

  private final Later later = new Later();
  private final Ear ear = new Ear();
  private final List<CacheManager> managers = new ArrayList<>();

  @AfterEach
  void close() {
    managers.forEach(CacheManager::close);
  }

  private CacheBuilder<String, String> letters(Executor executor) {
    return letters(CacheManager.builder().executor(executor));
  }

  private CacheBuilder<String, String> letters(CacheManager.Builder builder) {
    CacheManager manager = builder.build();
    managers.add(manager);
    return manager.cache("letters", String.class, String.class);
  }

  /** Stops at a gate on the first event it hears. */
  private static CacheListener<String> stopsAt(Gate gate) {
    return CacheListener.of(event -> gate.passQuietly());
  }

  private static List<String> invalidated(Ear ear) {
    return ear.invalidations.stream().flatMap(event -> event.keys().stream()).toList();
  }

  /** Invalidates a key that says so, and waits until the ear has heard of it. */
  private static void untilHeard(Cache<String, String> cache, Ear ear) {
    cache.invalidate("end");
    await().until(() -> invalidated(ear).contains("end"));
  }

  @Test
  void aBlockedListenerOnlyFillsTheQueue() {
    Gate gate = new Gate();
    Cache<String, String> cache = letters(CacheManager.builder())
        .eventQueueSize(3)
        .listener(stopsAt(gate))
        .listener(ear)
        .build();
    cache.invalidate("first");
    gate.untilReached();

    for (int i = 1; i <= 8; i++) {
      cache.invalidate("k" + i);
    }

    assertThat(cache.stats().droppedEvents()).isEqualTo(5);
    assertThat(ear.heard).isEmpty();
    gate.open();
    await().until(() -> ear.heard.size() == 4);
    untilHeard(cache, ear);
    assertThat(invalidated(ear)).containsExactly("first", "k1", "k2", "k3", "end");
    assertThat(cache.stats().droppedEvents()).isEqualTo(5);
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    Cache<String, String> cache = letters(later)
        .listener(CacheListener.of(event -> {
          throw new AssertionError("mine");
        }))
        .listener(ear)
        .build();

    cache.invalidate("a");
    cache.invalidate("b");
    later.runAll();
    cache.invalidate("c");
    later.runAll();

    assertThat(invalidated(ear)).containsExactly("a", "b", "c");
    assertThat(cache.stats().listenerFailures()).isEqualTo(3);
    assertThat(cache.stats().droppedEvents()).isZero();
  }

  @Test
  void anInterruptMeantForOneListenerDoesNotReachTheNext() {
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Cache<String, String> cache = letters(later)
        .listener(CacheListener.of(event -> Thread.currentThread().interrupt()))
        .listener(
            CacheListener.of(event -> interrupted.set(Thread.currentThread().isInterrupted())))
        .build();

    cache.invalidate("a");
    later.runAll();

    assertThat(interrupted).hasValue(false);
    assertThat(Thread.interrupted()).isFalse();
  }

  enum Unfit implements Executor {
    RUNS_AT_ONCE {
      @Override
      public void execute(Runnable task) {
        task.run();
      }
    },
    REJECTS {
      @Override
      public void execute(Runnable task) {
        throw new RejectedExecutionException("full");
      }
    },
    FAILS {
      @Override
      public void execute(Runnable task) {
        throw new OutOfMemoryError("unable to create native thread");
      }
    },
    RUNS_AT_ONCE_AND_FAILS {
      @Override
      public void execute(Runnable task) {
        task.run();
        throw new IllegalStateException("and now this");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Unfit.class)
  void anExecutorThatIsUnfitIsReplaced(Unfit executor) {
    Thread caller = Thread.currentThread();
    AtomicBoolean onCaller = new AtomicBoolean();
    Cache<String, String> cache = letters(executor)
        .listener(ear)
        .listener(CacheListener.of(
            event -> onCaller.compareAndSet(false, Thread.currentThread() == caller)))
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();

    cache.get("a");
    cache.put("b", "v");
    untilHeard(cache, ear);

    assertThat(ear.heard).hasSize(3);
    assertThat(onCaller).isFalse();
    assertThat(cache.stats().droppedEvents()).isZero();
  }

  @Test
  void aListenerThatBlocksDoesNotBlockTheCallerWhoseExecutorRunsAtOnce() {
    Gate gate = new Gate();
    Cache<String, String> cache = letters(Runnable::run)
        .listener(stopsAt(gate))
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();

    assertThat(cache.get("a")).isEqualTo("v");

    assertThat(cache.stats().listenerFailures()).isZero(); // it has not lost its patience
    gate.untilReached().open();
  }

  /** The eviction is noted in the middle of a step of the local tier, where the listener could not use it. */
  @Test
  void aListenerMayReadTheCacheThatTellsItOfAnEviction() {
    AtomicReference<Cache<String, String>> itself = new AtomicReference<>();
    List<String> read = new ArrayList<>();
    Cache<String, String> cache = letters(Runnable::run)
        .maximumSize(1)
        .loader(CacheLoader.oneByOne(key -> "v"))
        .listener(new CacheListener<String>() {
          @Override
          public void onEviction(EvictionEvent<String> event) {
            Cache<String, String> cache = Objects.requireNonNull(itself.get());
            if (read.size() < 100) {
              read.add(cache.get(event.key()));
            }
          }
        })
        .listener(ear)
        .build();
    itself.set(cache);

    cache.putAll(Map.of("a", "v", "b", "v", "c", "v"));
    await().until(() -> !ear.evictions.isEmpty());
    untilHeard(cache, ear);

    assertThat(read).isNotEmpty().containsOnly("v");
    assertThat(cache.stats().listenerFailures()).isZero();
  }

  @Test
  void aListenerHearsOfWhatHappensAfterItWasAdded() {
    Cache<String, String> cache = letters(later).listener(new Ear()).build();
    cache.invalidate("before");

    cache.addListener(ear);
    cache.addListener(ear);
    cache.invalidate("after");
    later.runAll();

    assertThat(invalidated(ear)).containsExactly("after");
  }

  @Test
  void aRemovedListenerHearsNothingMoreNotEvenWhatIsInTheQueue() {
    Cache<String, String> cache = letters(later).listener(ear).build();
    cache.invalidate("a");
    later.runAll();
    cache.invalidate("b");

    cache.removeListener(ear);
    cache.removeListener(ear);
    cache.invalidate("c");
    later.runAll();

    assertThat(invalidated(ear)).containsExactly("a");
    cache.addListener(ear);
    cache.invalidate("d");
    later.runAll();
    assertThat(invalidated(ear)).containsExactly("a", "d");
  }

  @Test
  void aListenerThatIsRemovedDuringACallFinishesItAndIsNotCalledAgain() {
    Gate gate = new Gate();
    AtomicInteger calls = new AtomicInteger();
    CacheListener<String> slow = CacheListener.of(event -> {
      gate.passQuietly();
      calls.incrementAndGet();
    });
    Cache<String, String> cache =
        letters(CacheManager.builder()).listener(slow).listener(ear).build();
    cache.invalidate("a");
    cache.invalidate("b");
    gate.untilReached();

    cache.removeListener(slow);
    gate.open();
    untilHeard(cache, ear);

    assertThat(invalidated(ear)).containsExactly("a", "b", "end");
    assertThat(calls).hasValue(1);
  }

  @Test
  void aListenerMayAddAndRemoveListeners() {
    AtomicReference<Cache<String, String>> itself = new AtomicReference<>();
    CacheListener<String> once = new CacheListener<>() {
      @Override
      public void onEvent(CacheEvent<String> event) {
        Cache<String, String> cache = Objects.requireNonNull(itself.get());
        cache.removeListener(this);
        cache.addListener(ear);
      }
    };
    Cache<String, String> cache = letters(later).listener(once).build();
    itself.set(cache);

    cache.invalidate("a");
    cache.invalidate("b");
    later.runAll();
    cache.invalidate("c");
    later.runAll();

    assertThat(invalidated(ear)).containsExactly("c");
  }

  @Test
  void closingWaitsForNoListenerAndWhatHappenedBeforeIsStillTold() {
    Gate gate = new Gate();
    Cache<String, String> cache =
        letters(CacheManager.builder()).listener(stopsAt(gate)).listener(ear).build();
    WriteScope scope = cache.writing(Set.of("w"));
    cache.invalidate("a");
    cache.invalidate("b");
    gate.untilReached();

    cache.close();
    scope.close();

    assertThat(ear.heard).isEmpty();
    gate.open();
    await().until(() -> ear.heard.size() == 2);
    assertThat(invalidated(ear)).containsExactly("a", "b");
    assertThat(cache.stats().droppedEvents()).isZero();
  }

  @Test
  void aListenerMayCloseTheCacheAndTheManager() {
    AtomicReference<Cache<String, String>> itself = new AtomicReference<>();
    Cache<String, String> cache = letters(CacheManager.builder())
        .listener(CacheListener.of(event -> {
          Objects.requireNonNull(itself.get()).close();
          managers.get(0).close();
        }))
        .listener(ear)
        .build();
    itself.set(cache);

    cache.update("a", (WriteAction<RuntimeException>) () -> {});

    await().until(() -> ear.heard.size() == 1);
    assertThat(cache.stats().listenerFailures()).isZero();
  }

  @Test
  void whatAnExecutorNeverRunsIsBoundedToo() {
    Cache<String, String> cache =
        letters(task -> {}).eventQueueSize(2).listener(ear).build();

    for (int i = 0; i < 10; i++) {
      cache.invalidate("k" + i);
    }

    assertThat(cache.stats().droppedEvents()).isEqualTo(8);
  }

  @Test
  void eventsOfAnotherThreadsCallsKeepTheirOrderAndNoTwoAreToldAtOnce() {
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean together = new AtomicBoolean();
    Map<String, List<Integer>> byThread = new ConcurrentHashMap<>();
    CacheListener<String> strict = new CacheListener<>() {
      @Override
      public void onInvalidation(InvalidationEvent<String> event) {
        together.compareAndSet(false, inside.incrementAndGet() > 1);
        String[] key = event.keys().iterator().next().split(":", -1);
        if (key.length == 2) {
          byThread.computeIfAbsent(key[0], same -> new ArrayList<>()).add(Integer.valueOf(key[1]));
        }
        inside.decrementAndGet();
      }
    };
    Cache<String, String> cache =
        letters(CacheManager.builder()).eventQueueSize(100_000).listener(strict).build();
    List<Background<Boolean>> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "t" + t;
      threads.add(Background.start(() -> {
        for (int i = 0; i < 2_000; i++) {
          cache.invalidate(name + ":" + i);
          if (i % 50 == 0) { // others come and go meanwhile
            Ear passing = new Ear();
            cache.addListener(passing);
            cache.removeListener(passing);
          }
        }
        return true;
      }));
    }
    threads.forEach(Background::result);
    cache.addListener(ear);
    untilHeard(cache, ear);

    assertThat(together).isFalse();
    assertThat(byThread).hasSize(4);
    assertThat(byThread.values())
        .allSatisfy(numbers -> assertThat(numbers).hasSize(2_000).isSorted());
  }
}
