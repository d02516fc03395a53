package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation is atomic for each of its keys, on whatever instance and thread. */
public interface ConcurrencyRules extends SharedCacheFixture {

  /** The tag of tests that let threads meet many times, and take a second each. */
  String MEETING = "meeting";

  @Test
  @Tag(MEETING)
  default void ofManyThreadsThatAskForALeaseOneIsGrantedIt() {
    try (Together together = new Together()) {
      for (int round = 0; round < 100; round++) {
        String key = "k" + round;
        AtomicInteger granted = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        together.run(each(4, instance -> {
          LeaseAnswer<String> answer = instance.lease(List.of(key), LONG, null).get(key);
          if (answer instanceof LeaseAnswer.Granted<String>) {
            granted.incrementAndGet();
          } else if (answer instanceof LeaseAnswer.Wait<String>) {
            waiting.incrementAndGet();
          }
        }));
        assertThat(granted).as("granted in round %d", round).hasValue(1);
        assertThat(waiting).hasValue(3);
      }
    }
  }

  @Test
  @Tag(MEETING)
  default void ofManyFillsUnderOneLeaseOneIsTaken() {
    try (Together together = new Together()) {
      for (int round = 0; round < 100; round++) {
        String key = "k" + round;
        Lease lease = givenLease(key);
        AtomicInteger taken = new AtomicInteger();
        together.run(each(
            4,
            instance -> taken.addAndGet(
                instance.fill(Map.of(key, new Fill<>(lease, entry("v")))).size())));
        assertThat(taken).as("taken in round %d", round).hasValue(1);
      }
    }
  }

  private List<Runnable> each(int threads, Consumer<SharedCache<String, String>> task) {
    return IntStream.range(0, threads)
        .<Runnable>mapToObj(i -> () -> task.accept((i % 2 == 0 ? here() : there()).cache()))
        .toList();
  }

  @Test
  @Tag(MEETING)
  default void operationsThatMeetOnAKeyHappenInSomeOrder() {
    int threads = 3;
    try (Together together = new Together()) {
      for (long seed = 1; seed <= 800; seed++) {
        String key = "k" + seed;
        Leases leases = new Leases();
        History history = new History();
        List<Runnable> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          String name = "thread " + thread;
          SharedCache<String, String> cache = (thread == 0 ? here() : there()).cache();
          // A source of its own: which lease another thread holds at a call is not known
          // beforehand.
          RandomSteps random = new RandomSteps(seed * threads + thread);
          List<Operation> operations = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            operations.add(random.timeless(thread * 10L + i + 1));
          }
          tasks.add(() -> operations.forEach(operation -> history.record(
              name, operation, () -> only(operation.run(cache, List.of(key), leases)))));
        }
        together.run(tasks);
        Operation last = new Operation.Get();
        history.record("at last", last, () -> only(last.run(cache(), List.of(key), leases)));
        assertThat(history.isLinearizable())
            .as("seed %d: no order of these gives these answers:%s", seed, history)
            .isTrue();
      }
    }
  }

  private static Answer<String> only(Map<String, Answer<String>> answers) {
    assertThat(answers).hasSize(1);
    return answers.values().iterator().next();
  }

  @Test
  @Tag(MEETING)
  default void aFillThatMeetsAClearDoesNotOutliveIt() {
    try (Together together = new Together()) {
      for (int round = 0; round < 600; round++) {
        String key = "k" + round;
        Lease lease = givenLease(key);
        boolean everything = round % 2 == 0;
        together.run(List.of(() -> fill(key, lease, "old"), () -> {
          if (everything) {
            there().cache().clear();
          } else {
            there().cache().invalidateMatching(new Glob("k*"));
          }
        }));
        assertThat(value(key)).as("round %d", round).isNull();
      }
    }
  }

  @Test
  @Tag(MEETING)
  default void whoDropsWhatItHeardOfIsNeverLeftWithAnOldValue() {
    LocalCopy copy = new LocalCopy();
    SharedCache<String, String> listening = connect().open(Instance.config("contract"), copy);
    try (Together together = new Together()) {
      for (int round = 0; round < 300; round++) {
        // Many keys, so that a notice that comes too early comes early enough to be seen.
        String prefix = "k" + round + ".";
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> prefix + i).toList();
        String key = keys.get(25);
        putAll(keys, "first");
        Runnable change = change(round, keys);
        copy.begin(key);
        AtomicBoolean changed = new AtomicBoolean();
        together.run(List.of(
            () -> {
              while (!changed.get()) {
                copy.readThrough(listening);
              }
            },
            () -> {
              change.run();
              changed.set(true);
            }));
        listening.awaitChanges();
        assertThat(copy.value()).as("round %d", round).isIn(null, value(key));
      }
    }
  }

  private Runnable change(int round, List<String> keys) {
    return switch (round % 4) {
      case 0 -> () -> putAll(keys, "second");
      case 1 -> () -> cache().invalidate(keys);
      case 2 -> () -> cache().fence(keys, unknownFence());
      default -> () -> cache().release(unknownFence(), new HashMap<>(entries(keys, "refused")));
    };
  }

  private void putAll(List<String> keys, String value) {
    assertThat(cache().put(entries(keys, value))).hasSameSizeAs(keys);
  }

  private Map<String, StoredEntry<String>> entries(List<String> keys, String value) {
    return keys.stream().collect(Collectors.toMap(key -> key, key -> entry(value)));
  }
}
