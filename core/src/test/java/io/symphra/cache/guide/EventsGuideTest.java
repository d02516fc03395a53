package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.event.CacheListener;
import io.symphra.cache.event.EvictionEvent;
import io.symphra.cache.event.InvalidationCall;
import io.symphra.cache.event.InvalidationRecord;
import io.symphra.cache.event.LoadFailureEvent;
import io.symphra.cache.event.WriteEvent;
import io.symphra.cache.event.WriteKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EventsGuideTest {

  private final List<String> alarms = new CopyOnWriteArrayList<>();

  // region: listener
  /** Sends an alarm when the database fails, and remembers what did not fit. */
  final class Watch implements CacheListener<Long> {

    private final Set<Long> tooMany = ConcurrentHashMap.newKeySet();

    @Override
    public void onLoadFailure(LoadFailureEvent<Long> event) {
      alarms.add(event.cacheName() + ": " + event.cause().getMessage());
    }

    @Override
    public void onEviction(EvictionEvent<Long> event) {
      tooMany.add(event.key());
    }
  }
  // end

  @Test
  void tellsAListener() {
    Watch watch = new Watch();
    // region: registered
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<Long, String> names = caches
          .cache("names", Long.class, String.class)
          .loader(CacheLoader.oneByOne(id -> nameOf(id)))
          .listener(watch)
          .build();
      names.get(7L, id -> "a name");
      assertThat(names.stats().loads()).isOne(); // check
      try { // check
        names.get(-1L); // check
      } catch (RuntimeException e) { // check
        await().until(() -> alarms.equals(List.of("names: no such id"))); // check
      } // check

      CacheListener<Object> writes = CacheListener.of(event -> {
        if (event instanceof WriteEvent<Object> write && write.kind() == WriteKind.PUT) {
          alarms.add(write.keys() + " changed");
        }
      });
      names.addListener(writes);
      names.put(8L, "another");
      await().until(() -> alarms.contains("[8] changed")); // check
      names.removeListener(writes);
    }
    // end
    assertThat(watch.tooMany).isEmpty();
  }

  private static String nameOf(Long id) {
    if (id < 0) {
      throw new IllegalArgumentException("no such id");
    }
    return "name of " + id;
  }

  @Test
  void remembersInvalidations() {
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<String, String> users =
          caches.cache("users", String.class, String.class).build();
      // region: history
      users.invalidateAll(List.of("user:1", "user:2"));
      users.group("user:").invalidateMatching("*:profile");

      for (InvalidationRecord each : users.invalidationHistory(10)) {
        System.out.println(
            each.time() + " " + each.call() + " " + each.what() + " " + each.count());
      }
      // end
      assertThat(users.invalidationHistory(10))
          .extracting(InvalidationRecord::call)
          .containsExactly(InvalidationCall.GROUP, InvalidationCall.KEYS);
    }
  }
}
