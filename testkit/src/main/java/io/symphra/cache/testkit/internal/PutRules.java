package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A put sets the value unless a write is in progress, and beats the load that runs. */
public interface PutRules extends SharedCacheFixture {

  @Test
  default void aPutSetsTheValue() {
    assertThat(put("a", "1")).isTrue();
    assertThat(put("a", "2")).isTrue();

    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void aPutVoidsTheLease() {
    Lease lease = givenLease("a");

    assertThat(put("a", "1")).isTrue();

    assertThat(fill("a", lease, "2")).isFalse();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aPutVoidsTheLeaseOfARefresh() {
    givenStale("a", entry("0"));
    Lease lease = givenLease("a");
    assertThat(put("a", "1")).isTrue();

    LeaseAnswer<String> answer =
        cache().lease(List.of("a"), LONG, cache().now() + LONG.toMillis()).get("a");

    assertThat(answer).as("no lease stands any more").isInstanceOf(LeaseAnswer.Granted.class);
    assertThat(fill("a", lease, "2")).isFalse();
  }

  @Test
  default void aPutUnderAFenceIsRefused() {
    var fence = givenFence("a");

    assertThat(put("a", "1")).isFalse();

    assertThat(value("a")).isNull();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "a", "2")).as("the fence stands untainted").isTrue();
  }

  @Test
  default void aPutAfterAFenceFellIsTaken() {
    givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));

    assertThat(put("a", "1")).isTrue();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aPutAsksNoVersion() {
    cache().put(Map.of("a", versioned("new", 5)));

    assertThat(cache().put(Map.of("a", versioned("old", 4)))).containsExactly("a");
    assertThat(value("a")).isEqualTo("old");
  }

  @Test
  default void oneCallPutsWhatItMayAndRefusesTheRest() {
    givenFence("fenced");
    givenLease("leased");

    assertThat(cache().put(Map.of("free", entry("1"), "fenced", entry("2"), "leased", entry("3"))))
        .containsExactlyInAnyOrder("free", "leased");
    assertThat(there().cache().get(List.of("free", "fenced", "leased")))
        .containsOnlyKeys("free", "leased");
  }

  @Test
  default void puttingNothingPutsNothing() {
    assertThat(cache().put(Map.of())).isEmpty();
  }
}
