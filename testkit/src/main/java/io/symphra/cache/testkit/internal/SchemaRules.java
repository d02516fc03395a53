package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Instances whose schema versions differ, as in a rolling deploy, do not see each other's entries, and are kept right by the
 * same guards.
 */
public interface SchemaRules extends SharedCacheFixture {

  /** Runs with one more instance, which has the next schema version. */
  default void withNextSchema(Consumer<Instance> rule) {
    Instance next = Instance.open(connect(), "contract", 1);
    try {
      rule.accept(next);
    } finally {
      next.close();
    }
  }

  /** What an instance is told when it asks for a lease. */
  private static LeaseAnswer<String> ask(Instance instance, String key) {
    LeaseAnswer<String> answer =
        instance.cache().lease(List.of(key), LONG, null).get(key);
    assertThat(answer).as("an answer for every key").isNotNull();
    return answer;
  }

  /** The entry that an instance reads; there is one. */
  private static StoredEntry<String> read(Instance instance, String key) {
    StoredEntry<String> read = instance.cache().get(List.of(key)).get(key);
    assertThat(read).as("entry of %s", key).isNotNull();
    return read;
  }

  @Test
  default void anEntryOfAnotherSchemaIsNotThere() {
    givenValue("a", "1");
    cache().put(Map.of("b", negative()));

    withNextSchema(next -> {
      next.cache().put(Map.of("c", entry("3")));

      assertThat(next.cache().get(List.of("a", "b", "c"))).containsOnlyKeys("c");
      assertThat(cache().get(List.of("a", "b", "c"))).containsOnlyKeys("a", "b");
      assertThat(ask(next, "a")).isInstanceOf(LeaseAnswer.Granted.class);
      assertThat(ask(next, "b")).isInstanceOf(LeaseAnswer.Granted.class);
      assertThat(ask("c")).isInstanceOf(LeaseAnswer.Granted.class);
    });
  }

  @Test
  default void aFillOverwritesAnEntryOfAnotherSchemaWhateverItsVersion() {
    cache().put(Map.of("a", versioned("old", 9)));

    withNextSchema(next -> {
      Lease lease = ((LeaseAnswer.Granted<String>) ask(next, "a")).lease();
      assertThat(value("a")).as("until the fill").isEqualTo("old");
      StoredEntry<String> loaded = versioned("new", 8);

      assertThat(next.cache().fill(Map.of("a", new Fill<>(lease, loaded)))).containsExactly("a");

      assertThat(read(next, "a").value()).isEqualTo("new");
      assertThat(value("a")).as("for the old schema").isNull();
      there().cache().awaitChanges();
      assertThat(there().heard().of("a")).isTrue();
    });
  }

  @Test
  default void aLeaseThatIsGivenBackLeavesAnEntryOfAnotherSchema() {
    givenValue("a", "1");

    withNextSchema(next -> {
      Lease lease = ((LeaseAnswer.Granted<String>) ask(next, "a")).lease();
      next.cache().fill(Map.of("a", new Fill<>(lease, null)));
    });

    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aLeaseOfOneSchemaKeepsTheOtherWaiting() {
    withNextSchema(next -> {
      Lease lease = givenLease("a");

      assertThat(ask(next, "a")).isInstanceOf(LeaseAnswer.Wait.class);
      next.cache().invalidate(List.of("a"));

      assertThat(fill("a", lease, "1")).as("a fill that began before").isFalse();
    });
  }

  @Test
  default void aWriteOfOneSchemaReplacesTheEntryOfTheOther() {
    givenValue("a", "1");
    givenValue("b", "1");

    withNextSchema(next -> {
      Fence fence = new Fence(TOKENS.incrementAndGet(), LONG);
      next.cache().fence(List.of("a"), fence);
      assertThat(value("a")).isNull();
      assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
      assertThat(next.cache().release(fence, Map.of("a", entry("2")))).containsExactly("a");
      assertThat(next.cache().put(Map.of("b", entry("2")))).containsExactly("b");

      assertThat(cache().get(List.of("a", "b"))).isEmpty();
      assertThat(next.cache().get(List.of("a", "b"))).hasSize(2);
    });
  }

  @Test
  default void invalidationsReachEntriesOfEverySchema() {
    for (String key : List.of("a", "user:1", "rest")) {
      givenValue(key, "1");
    }

    withNextSchema(next -> {
      next.cache().invalidate(List.of("a"));
      assertThat(value("a")).isNull();
      next.cache().invalidateMatching(new Glob("user:*"));
      assertThat(value("user:1")).isNull();
      assertThat(value("rest")).isEqualTo("1");
      next.cache().clear();
      assertThat(value("rest")).isNull();
    });
  }

  @Test
  default void expireTouchesNoEntryOfAnotherSchema() {
    givenValue("a", "1");

    withNextSchema(next ->
        assertThat(next.cache().expire(Map.of("a", Duration.ZERO))).isEmpty());

    assertThat(value("a")).isEqualTo("1");
    assertThat(read(here(), "a").isFresh(cache().now())).isTrue();
  }
}
