package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At most one lease per key stands across all instances, and none beside a fresh value or a fence. */
public interface LeaseRules extends SharedCacheFixture {

  @Test
  default void aFreeKeyIsLeased() {
    LeaseAnswer<String> answer = ask("a");

    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    assertThat(((LeaseAnswer.Granted<String>) answer).lease().timeout()).isEqualTo(LONG);
  }

  @Test
  default void aLeaseStoresNothing() {
    givenLease("a");

    assertThat(value("a")).isNull();
  }

  @Test
  default void aLeasedKeyIsNotLeasedToAnotherInstance() {
    givenLease("a");

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Wait.class);
  }

  @Test
  default void aLeasedKeyIsNotLeasedAgainToItsHolder() {
    givenLease("a");

    assertThat(cache().lease(List.of("a"), LONG, null).get("a"))
        .isInstanceOf(LeaseAnswer.Wait.class);
  }

  @Test
  default void aFencedKeyIsNotLeased() {
    givenFence("a");

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
  }

  @Test
  default void aFreshValueIsTheAnswer() {
    givenValue("a", "1");

    LeaseAnswer<String> answer = ask("a");

    assertThat(answer).isInstanceOf(LeaseAnswer.Present.class);
    assertThat(((LeaseAnswer.Present<String>) answer).entry().createdAt(0)).isEqualTo(entry("1"));
  }

  @Test
  default void aFreshValueIsTheAnswerAlsoWhileItIsRefreshed() {
    givenValue("a", "1");
    assertThat(refresh("a", cache().now() + LONG.toMillis()))
        .isInstanceOf(LeaseAnswer.Granted.class);

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Present.class);
  }

  @Test
  default void aStaleValueIsLeasedAndStandsMeanwhile() {
    givenStale("a", entry("1"));

    Lease lease = givenLease("a");

    assertThat(value("a")).isEqualTo("1");
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Wait.class);
    assertThat(fill("a", lease, "2")).isTrue();
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void aFreshValueOlderThanStaleAtIsLeasedAndStandsMeanwhile() {
    givenValue("a", "1");
    advance(SOON);

    LeaseAnswer<String> answer = refresh("a", cache().now() - HALF.toMillis());

    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    assertThat(value("a")).isEqualTo("1");
    assertThat(refresh("a", cache().now())).isInstanceOf(LeaseAnswer.Wait.class);
    assertThat(fill("a", ((LeaseAnswer.Granted<String>) answer).lease(), "2")).isTrue();
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void aFreshValueYoungerThanStaleAtIsTheAnswer() {
    long before = cache().now();
    advance(SOON);
    givenValue("a", "1");

    assertThat(refresh("a", before + HALF.toMillis())).isInstanceOf(LeaseAnswer.Present.class);
  }

  @Test
  default void aValueCreatedAtStaleAtIsNotOlderThanIt() {
    givenValue("a", "1");
    StoredEntry<String> stored = cache().get(List.of("a")).get("a");
    assertThat(stored).isNotNull();

    assertThat(refresh("a", stored.createdAt())).isInstanceOf(LeaseAnswer.Present.class);
    assertThat(refresh("a", stored.createdAt() + 1)).isInstanceOf(LeaseAnswer.Granted.class);
  }

  @Test
  default void staleAtDoesNotOpenAFence() {
    givenValue("a", "1");
    givenFence("a");

    assertThat(refresh("a", cache().now() + LONG.toMillis()))
        .isInstanceOf(LeaseAnswer.Fenced.class);
  }

  private LeaseAnswer<String> refresh(String key, long staleAt) {
    LeaseAnswer<String> answer = cache().lease(List.of(key), LONG, staleAt).get(key);
    assertThat(answer).isNotNull();
    return answer;
  }

  @Test
  default void aLeaseThatRanOutIsGrantedAgain() {
    Lease first = givenLease("a", SOON);
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Wait.class);

    advance(SOON.plus(MARGIN));

    Lease second = givenLease("a");
    assertThat(second.token()).isNotEqualTo(first.token());
  }

  @Test
  default void tokensDifferBetweenRequestsKeysAndInstances() {
    Set<Long> tokens = new HashSet<>();
    for (int round = 0; round < 100; round++) {
      for (Instance instance : List.of(here(), there())) {
        tokens.add(token(instance, "a"));
        invalidate("a");
      }
    }
    assertThat(tokens).hasSize(200);
  }

  private long token(Instance instance, String key) {
    LeaseAnswer<String> answer =
        instance.cache().lease(List.of(key), LONG, null).get(key);
    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    return ((LeaseAnswer.Granted<String>) answer).lease().token();
  }

  @Test
  default void oneRequestIsAnsweredForEachOfItsKeys() {
    givenValue("present", "1");
    givenLease("leased");
    givenFence("fenced");
    givenStale("stale", entry("2"));

    Map<String, LeaseAnswer<String>> answers = there()
        .cache()
        .lease(List.of("free", "present", "leased", "fenced", "stale", "free2"), LONG, null);

    assertThat(answers)
        .hasSize(6)
        .hasEntrySatisfying("free", a -> assertThat(a).isInstanceOf(LeaseAnswer.Granted.class))
        .hasEntrySatisfying("present", a -> assertThat(a).isInstanceOf(LeaseAnswer.Present.class))
        .hasEntrySatisfying("leased", a -> assertThat(a).isInstanceOf(LeaseAnswer.Wait.class))
        .hasEntrySatisfying("fenced", a -> assertThat(a).isInstanceOf(LeaseAnswer.Fenced.class))
        .hasEntrySatisfying("stale", a -> assertThat(a).isInstanceOf(LeaseAnswer.Granted.class))
        .hasEntrySatisfying("free2", a -> assertThat(a).isInstanceOf(LeaseAnswer.Granted.class));
  }

  @Test
  default void aKeyThatIsAskedForTwiceInOneRequestIsGranted() {
    assertThat(cache().lease(List.of("a", "a"), LONG, null))
        .hasSize(1)
        .hasEntrySatisfying("a", a -> assertThat(a).isInstanceOf(LeaseAnswer.Granted.class));
  }

  @Test
  default void noKeysNoAnswers() {
    assertThat(cache().lease(List.of(), LONG, null)).isEmpty();
  }
}
