package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A new time to be fresh changes how long an entry stands and nothing else. */
public interface ExpireRules extends SharedCacheFixture {

  /** Gives one key a new time; whether it had an entry. */
  default boolean expire(String key, Duration freshFor) {
    return cache().expire(Map.of(key, freshFor)).equals(java.util.Set.of(key));
  }

  /** The entry that the other instance reads; there is one. */
  default StoredEntry<String> read(String key) {
    StoredEntry<String> read = there().cache().get(List.of(key)).get(key);
    assertThat(read).as("entry of %s", key).isNotNull();
    return read;
  }

  @Test
  default void expireShortensATime() {
    cache().put(Map.of("a", withTimes(LONG, Duration.ZERO), "b", withTimes(LONG, Duration.ZERO)));

    assertThat(expire("a", SOON)).isTrue();

    advance(HALF);
    assertThat(value("a")).isEqualTo("1");
    advance(HALF.plus(MARGIN));
    assertThat(value("a")).isNull();
    assertThat(value("b")).isEqualTo("1");
    assertFree("a");
  }

  @Test
  default void expireLengthensATime() {
    cache().put(Map.of("a", withTimes(SOON, Duration.ZERO)));

    assertThat(expire("a", LONG)).isTrue();

    advance(SOON.plus(MARGIN));
    assertThat(read("a").isFresh(cache().now())).isTrue();
  }

  @Test
  default void aTimeCountsFromTheCallAndNotFromTheCreation() {
    cache().put(Map.of("a", withTimes(LONG, Duration.ZERO)));
    advance(SOON);

    expire("a", SOON);

    advance(HALF);
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void expireKeepsEverythingElse() {
    StoredEntry<String> entry = new StoredEntry<>(
        "prix", 0, LONG, SOON, Duration.ofMillis(12), OptionalLong.of(Long.MAX_VALUE));
    cache().put(Map.of("a", entry));
    long createdAt = read("a").createdAt();
    advance(HALF);

    expire("a", LONG.multipliedBy(2));

    StoredEntry<String> read = read("a");
    assertThat(read.createdAt()).isEqualTo(createdAt);
    assertThat(read.value()).isEqualTo("prix");
    assertThat(read.staleFor()).isEqualTo(SOON);
    assertThat(read.loadCost()).isEqualTo(Duration.ofMillis(12));
    assertThat(read.version()).hasValue(Long.MAX_VALUE);
  }

  @Test
  default void aStaleEntryIsFreshAgain() {
    givenStale("a", entry("1"));

    assertThat(expire("a", LONG)).isTrue();

    assertThat(read("a").isFresh(cache().now())).isTrue();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Present.class);
  }

  @Test
  default void noTimeLeavesAnEntryStaleForItsStaleTime() {
    cache().put(Map.of("a", withTimes(LONG, SOON)));

    assertThat(expire("a", Duration.ZERO)).isTrue();

    assertThat(read("a").isFresh(cache().now())).isFalse();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Granted.class);
    advance(SOON.plus(MARGIN));
    assertThat(value("a")).isNull();
  }

  @Test
  default void noTimeEndsAnEntryThatMayNotBeStale() {
    cache().put(Map.of("a", withTimes(LONG, Duration.ZERO)));

    assertThat(expire("a", Duration.ZERO)).isTrue();

    assertThat(value("a")).isNull();
    assertFree("a");
  }

  @Test
  default void noTimeGivesAStaleEntryNoMoreTime() {
    cache().put(Map.of("a", withTimes(HALF, SOON)));
    advance(HALF.plus(HALF));

    expire("a", Duration.ZERO);

    advance(HALF.plus(MARGIN));
    assertThat(value("a")).isNull();
  }

  @Test
  default void theLongestTimeIsTaken() {
    cache().put(Map.of("a", withTimes(SOON, Duration.ofDays(365))));
    advance(HALF);

    assertThat(expire("a", TimeToLive.LONGEST)).isTrue();

    assertThat(read("a").freshFor()).isEqualTo(TimeToLive.LONGEST);
    advance(SOON);
    assertThat(read("a").isFresh(cache().now())).isTrue();
  }

  @Test
  default void expireOfAnAbsentKeyStoresNothing() {
    assertThat(expire("a", LONG)).isFalse();

    assertFree("a");
  }

  @Test
  default void expireLeavesALeaseAlone() {
    givenStale("a", entry("1"));
    Lease refresh = givenLease("a");

    assertThat(expire("a", LONG)).isTrue();

    assertThat(value("a")).isEqualTo("1");
    assertThat(fill("a", refresh, "2")).as("the load goes on").isTrue();
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void noTimeLeavesALeaseAlone() {
    Lease first = givenLease("a");
    expire("a", Duration.ZERO);
    assertThat(fill("a", first, "1")).isTrue();
    Lease overwrite = overwriting("a");

    assertThat(expire("a", Duration.ZERO)).isTrue();

    assertThat(ask("a")).as("a load is under way").isInstanceOf(LeaseAnswer.Wait.class);
    assertThat(fill("a", overwrite, "2")).isTrue();
  }

  @Test
  default void expireLeavesAFenceAlone() {
    givenValue("a", "1");
    Fence fence = givenFence("a");

    assertThat(expire("a", LONG)).as("a fence has deleted the value").isFalse();
    assertThat(expire("a", Duration.ZERO)).isFalse();

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "a", "2")).as("the fence stands untainted").isTrue();
  }

  @Test
  default void expireRevivesNothing() {
    givenValue("a", "1");
    invalidate("a");

    assertThat(expire("a", LONG)).isFalse();

    assertThat(value("a")).isNull();
  }

  @Test
  default void everyInstanceHearsOfANewTime() {
    givenValue("a", "1");
    for (Duration time : List.of(LONG, Duration.ZERO)) {
      here().cache().awaitChanges();
      there().cache().awaitChanges();
      here().heard().forget();
      there().heard().forget();

      expire("a", time);

      here().cache().awaitChanges();
      there().cache().awaitChanges();
      assertThat(here().heard().of("a")).as("here, %s", time).isTrue();
      assertThat(there().heard().of("a")).as("there, %s", time).isTrue();
    }
  }

  @Test
  default void oneCallExpiresManyAndAnswersForThoseThatStood() {
    givenValue("a", "1");
    givenValue("b", "2");
    givenFence("fenced");

    assertThat(cache().expire(Map.of("a", SOON, "b", LONG, "fenced", LONG, "free", LONG)))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(cache().expire(Map.of())).isEmpty();
  }

  /** The lease of a load over what stands. */
  private Lease overwriting(String key) {
    LeaseAnswer<String> answer =
        cache().lease(List.of(key), LONG, Long.MAX_VALUE).get(key);
    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    return ((LeaseAnswer.Granted<String>) answer).lease();
  }

  private StoredEntry<String> withTimes(Duration freshFor, Duration staleFor) {
    return new StoredEntry<>("1", 0, freshFor, staleFor, Duration.ZERO, OptionalLong.empty());
  }
}
