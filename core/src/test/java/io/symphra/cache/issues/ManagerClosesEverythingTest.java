package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.FaultyTier;
import io.symphra.cache.HeapSharedTier;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the shared tier failed to close, the manager's threads and its other caches stayed for ever. */
class ManagerClosesEverythingTest {

  @Test
  void aFailureOnTheWayIsThrownAfterAllElseIsClosed() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    CacheManager manager = CacheManager.builder().sharedTier(tier).build();
    Set<Thread> own = new HashSet<>(Thread.getAllStackTraces().keySet());
    own.removeAll(before);
    Cache<String, String> one = manager.cache("one", String.class, String.class).build();
    one.put("a", "1");
    one.get("a");
    manager.cache("two", String.class, String.class).build();
    tier.fail("close", () -> new IllegalStateException("half closed"));
    tier.fail("closeTier", () -> new IllegalStateException("unused"));

    assertThatThrownBy(manager::close)
        .hasMessage("half closed")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));

    assertThat(manager.caches()).isEmpty();
    assertThat(one.stats().size()).isZero();
    await().untilAsserted(() -> assertThat(own).noneMatch(Thread::isAlive));
  }
}
